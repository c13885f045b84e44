import { Film } from "#components/film.tsx";
import type { Campaign } from "#lib/campaigns/queries.ts";
import { inLanguage, type Said } from "#lib/said.ts";
import { type Locale, words } from "#lib/words.ts";

/** The campaign's film, where it has one. What is missing in the reader's language is there in another. */
export function CampaignFilm({ locale, campaign }: { locale: Locale; campaign: Campaign }) {
  const { look, languages } = campaign;
  const { video } = look;
  if (!video) return null;
  const t = words(locale, "film");
  const said = (words: Said) => inLanguage(words, locale, languages);
  const title = said(video.title) ?? { text: campaign.name, lang: locale };
  const transcript = said(video.transcript);
  const captioned = Object.entries(video.captions).filter((entry): entry is [string, string] =>
    Boolean(entry[1]),
  );
  const shown = inLanguage(video.captions, locale, languages)?.lang;
  return (
    <Film
      id="film"
      title={title}
      length={lengthWords(locale, video.seconds)}
      note={said(video.note)}
      still={video.still}
      source={
        video.source.kind === "film"
          ? video.source
          : {
              ...video.source,
              label: t("watchAt", { site: new URL(video.source.url).hostname.replace(/^www\./, "") }),
            }
      }
      captions={captioned.map(([lang, id]) => ({
        id,
        lang,
        label: languageName(lang),
        isDefault: lang === shown,
      }))}
      transcript={
        transcript && {
          ...transcript,
          label:
            transcript.lang === locale
              ? t("transcript")
              : t("transcriptIn", { language: languageName(transcript.lang) }),
        }
      }
    />
  );
}

/** "Film, 3 minutes 12 seconds" */
export function lengthWords(locale: Locale, seconds: number): string {
  const t = words(locale, "film");
  return t("length", { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
}

/** A language as its own speakers call it. */
function languageName(lang: string): string {
  return lang === "en" || lang === "es" ? words(lang, "pledge")("language") : lang;
}
