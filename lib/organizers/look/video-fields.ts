import type { Picture, Video } from "#lib/campaigns/look.ts";
import type { Form } from "#lib/http.ts";
import type { Said } from "#lib/said.ts";
import { LOCALES, type Locale, words } from "#lib/words.ts";
import type { EditField } from "../editing/edited.ts";
import type { Uploaded } from "./media-of.ts";
import { isWebAddress, lengthOf, line, lines } from "./read-field.ts";
import type { Fields } from "./section.ts";

/** What may be so long (characters). A transcript of three minutes has some 3,000. */
export const VIDEO_LIMITS = { title: 100, note: 300, transcript: 6_000, url: 500 };
/** Six hours: nobody means more. */
const LONGEST = 6 * 3_600;

type Read = { ok: true; video: Video | null } | { ok: false; problems: Fields };

/**
 * Reads the form of the film. Whoever cannot hear it, or may not play it where he is, gets captions and what is said in it in
 * words: neither may be missing altogether (WCAG 1.2.1, 1.2.2). Of a film elsewhere the captions are not ours.
 */
export function readVideo(form: Form, locale: Locale, media: readonly Uploaded[]): Read {
  const t = words(locale, "look");
  const source = form.get("source") ?? "";
  if (source === "none") return { ok: true, video: null };
  const problems: Fields = {};
  const uploaded = (name: string, kind: Uploaded["kind"]) => {
    const id = form.get(name) ?? "";
    const found = media.find((one) => one.id === id && one.kind === kind);
    if (id !== "" && !found) problems[name] = t("problem.media");
    return found;
  };
  const perLanguage = (name: "title" | "note" | "transcript", read: typeof line): Said => {
    const said = LOCALES.map((lang) => [lang, read(form, `${name}_${lang}`)] as const);
    for (const [lang, text] of said)
      if (lengthOf(text) > VIDEO_LIMITS[name])
        problems[`${name}_${lang}`] = t("problem.tooLong", {
          limit: VIDEO_LIMITS[name],
          length: lengthOf(text),
        });
    return Object.fromEntries(said.filter(([, text]) => text !== ""));
  };

  const film = uploaded("film", "film");
  const url = line(form, "url");
  if (source !== "film" && source !== "link") problems.source = t("problem.source");
  if (source === "film" && !film) problems.film ??= t("problem.film");
  if (source === "link" && (!isWebAddress(url) || url.length > VIDEO_LIMITS.url))
    problems.url = t("problem.url");
  const seconds = readLength(line(form, "length"));
  if (seconds === null) problems.length = t("problem.length");
  const [title, note] = [perLanguage("title", line), perLanguage("note", lines)];
  for (const lang of LOCALES) if (!title[lang]) problems[`title_${lang}`] ??= t("problem.title");
  const transcript = perLanguage("transcript", lines);
  if (!LOCALES.some((lang) => transcript[lang]))
    problems[`transcript_${LOCALES[0]}`] ??= t("problem.transcript");
  const captions = Object.fromEntries(
    LOCALES.flatMap((lang) => {
      const found = uploaded(`captions_${lang}`, "captions");
      return found ? [[lang, found.id]] : [];
    }),
  );
  if (source === "film" && Object.keys(captions).length === 0)
    problems[`captions_${LOCALES[0]}`] ??= t("problem.captions");
  const still = uploaded("still", "poster");

  if (Object.keys(problems).length > 0 || seconds === null) return { ok: false, problems };
  return {
    ok: true,
    video: {
      source:
        source === "film" && film
          ? { kind: "film", id: film.id, type: film.type, size: film.size }
          : { kind: "link", url },
      seconds,
      title,
      note,
      transcript,
      still: still ? pictureOf(still) : null,
      captions,
    },
  };
}

/** "3:12", "1:02:05" or "192" as seconds; null for what is no length. */
export function readLength(text: string): number | null {
  const match = /^(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5})$/.exec(text);
  if (!match) return null;
  const [hours, minutes, seconds] = [match[1], match[2], match[3]].map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
  ];
  if (match[2] !== undefined && (seconds > 59 || match[3]?.length !== 2)) return null;
  if (match[1] !== undefined && minutes > 59) return null;
  const total = hours * 3_600 + minutes * 60 + seconds;
  return total > 0 && total <= LONGEST ? total : null;
}

/** As it is typed. */
export function shownLength(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export function videoFields(video: Video | null): Fields {
  const each = (name: string, said: Said | undefined) =>
    LOCALES.map((lang) => [`${name}_${lang}`, said?.[lang] ?? ""]);
  return {
    source: video?.source.kind ?? "none",
    film: video?.source.kind === "film" ? video.source.id : "",
    url: video?.source.kind === "link" ? video.source.url : "",
    length: video ? shownLength(video.seconds) : "",
    still: video?.still?.id ?? "",
    ...Object.fromEntries(
      (["title", "note", "transcript", "captions"] as const).flatMap((name) => each(name, video?.[name])),
    ),
  };
}

export function videoEditFields(
  locale: Locale,
  media: readonly Uploaded[],
  labelOf: (one: Uploaded) => string,
): EditField[] {
  const t = words(locale, "look");
  const choices = (kind: Uploaded["kind"]) => [
    { value: "", label: t("none") },
    ...media.filter((one) => one.kind === kind).map((one) => ({ value: one.id, label: labelOf(one) })),
  ];
  const each = (name: "title" | "note" | "transcript", isLong: boolean) =>
    LOCALES.map((lang) => ({ name: `${name}_${lang}`, label: t(`video.${name}.${lang}`), lang, isLong }));
  return [
    {
      name: "source",
      label: t("video.source"),
      choices: (["none", "film", "link"] as const).map((value) => ({
        value,
        label: t(`video.sources.${value}`),
      })),
    },
    { name: "film", label: t("video.film"), choices: choices("film") },
    { name: "url", label: t("video.url") },
    { name: "length", label: t("video.length") },
    ...each("title", false),
    ...each("note", true),
    { name: "still", label: t("video.still"), choices: choices("poster") },
    ...LOCALES.map((lang) => ({
      name: `captions_${lang}`,
      label: t(`video.captions.${lang}`),
      choices: choices("captions"),
    })),
    ...each("transcript", true),
  ];
}

function pictureOf({ id, width, height }: Uploaded): Picture {
  return { id, width: width ?? 1280, height: height ?? 720 };
}
