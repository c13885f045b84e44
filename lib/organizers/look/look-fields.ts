import { type Accents, judgeColor } from "#lib/campaigns/color-rules.ts";
import type { Form } from "#lib/http.ts";
import type { Said } from "#lib/said.ts";
import { LOCALES, type Locale, words } from "#lib/words.ts";
import type { EditField } from "../editing/edited.ts";
import { isWebAddress, lengthOf, line, lines } from "./read-field.ts";
import type { Fields } from "./section.ts";

/** What may be so long (characters). */
export const LOOK_LIMITS = { name: 100, host: 100, about: 300, website: 200, postal_address: 300 };

export type NewLook = {
  name: string;
  host: string;
  about: Said | null;
  website: string | null;
  postalAddress: string | null;
  accents: Accents | null;
  logoId: string | null;
};

type Read =
  | { ok: true; look: NewLook }
  /** `look` is what is left when the wrong fields are as they were: for the preview. */
  | { ok: false; problems: Fields };

/** Reads the form of the look; sentences in the organizer's language for what is wrong. `logos` are the ids that may be chosen. */
export function readLook(
  form: Form,
  locale: Locale,
  languages: readonly string[],
  logos: readonly string[],
): Read {
  const t = words(locale, "look");
  const problems: Fields = {};
  const short = (name: "name" | "host" | "website") => line(form, name);
  const tooLong = (name: string, text: string, limit: number) => {
    if (lengthOf(text) > limit) problems[name] = t("problem.tooLong", { limit, length: lengthOf(text) });
  };
  const [name, host, website] = [short("name"), short("host"), short("website")];
  if (name === "") problems.name = t("problem.name");
  if (host === "") problems.host = t("problem.host");
  tooLong("name", name, LOOK_LIMITS.name);
  tooLong("host", host, LOOK_LIMITS.host);
  if (website !== "" && !isWebAddress(website)) problems.website = t("problem.website");
  tooLong("website", website, LOOK_LIMITS.website);
  const postalAddress = lines(form, "postal_address");
  tooLong("postal_address", postalAddress, LOOK_LIMITS.postal_address);

  const abouts = LOCALES.map((lang) => [lang, line(form, `about_${lang}`)] as const);
  const isTold = abouts.some(([, text]) => text !== "");
  for (const [lang, text] of abouts) {
    if (isTold && text === "" && languages.includes(lang))
      problems[`about_${lang}`] = t("problem.bothLanguages");
    tooLong(`about_${lang}`, text, LOOK_LIMITS.about);
  }

  const color = line(form, "color");
  const judged = color === "" ? null : judgeColor(color);
  if (judged && !judged.ok)
    problems.color =
      judged.reason === "contrast"
        ? t("problem.contrast", { ratio: shownRatio(judged.ratio), nearest: judged.nearest })
        : t("problem.color");

  const logoId = form.get("logo") || null;
  if (logoId && !logos.includes(logoId)) problems.logo = t("problem.logo");

  if (Object.keys(problems).length > 0) return { ok: false, problems };
  return {
    ok: true,
    look: {
      name,
      host,
      about: isTold ? Object.fromEntries(abouts.filter(([, text]) => text !== "")) : null,
      website: website || null,
      postalAddress: postalAddress || null,
      accents: judged?.ok ? judged.accents : null,
      logoId,
    },
  };
}

/** 4.47 must not be shown as 4.5. */
export function shownRatio(ratio: number): string {
  return (Math.floor(ratio * 10) / 10).toFixed(1);
}

export function lookFields(look: NewLook): Fields {
  return {
    name: look.name,
    host: look.host,
    ...Object.fromEntries(LOCALES.map((lang) => [`about_${lang}`, look.about?.[lang] ?? ""])),
    website: look.website ?? "",
    postal_address: look.postalAddress ?? "",
    color: look.accents?.light ?? "",
    logo: look.logoId ?? "",
  };
}

/** The fields as the pages of problems and conflicts name them. */
export function lookEditFields(locale: Locale, logos: { id: string; label: string }[]): EditField[] {
  const t = words(locale, "look");
  return [
    { name: "name", label: t("name") },
    { name: "host", label: t("host") },
    ...LOCALES.map((lang) => ({ name: `about_${lang}`, label: t(`about.${lang}`), lang, isLong: true })),
    { name: "website", label: t("website") },
    { name: "postal_address", label: t("postalAddress"), isLong: true },
    { name: "color", label: t("color") },
    {
      name: "logo",
      label: t("logo"),
      choices: [{ value: "", label: t("noLogo") }, ...logos.map(({ id, label }) => ({ value: id, label }))],
    },
  ];
}
