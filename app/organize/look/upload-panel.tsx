import { TextField } from "#components/field.tsx";
import { MEDIA_LIMITS, type MediaKind } from "#lib/campaigns/media-rules.ts";
import { ALT_LIMIT } from "#lib/organizers/look/limits.ts";
import { LOCALES, type Locale, words } from "#lib/words.ts";
import { UploadForm } from "./upload-form.tsx";

const ACCEPTED: Record<MediaKind, string> = {
  logo: "image/png,image/jpeg,image/webp,image/avif",
  poster: "image/png,image/jpeg,image/webp,image/avif",
  film: "video/mp4,video/webm",
  captions: ".vtt,text/vtt",
};

/** A form with one file. The file stands behind what says which kind it is, so that it is known before it arrives. */
export function UploadPanel({
  locale,
  kind,
  campaign,
}: {
  locale: Locale;
  kind: MediaKind;
  campaign: string;
}) {
  const t = words(locale, "look");
  const limit = MEDIA_LIMITS[kind];
  const shown = limit >= 1024 ** 2 ? `${limit / 1024 ** 2} MB` : `${limit / 1024} kB`;
  return (
    <section className="desk-panel" id={`upload-${kind}`} aria-labelledby={`upload-${kind}-title`}>
      <h2 id={`upload-${kind}-title`}>{t(`upload.${kind}`)}</h2>
      <p className="desk-note" id={`file-${kind}-help`}>
        {t(`uploadHelp.${kind}`)}
      </p>
      <UploadForm
        limit={limit}
        texts={{
          button: t("uploadButton"),
          uploading: t.raw("uploading"),
          failed: t("uploadFailed"),
          tooLarge: t("refused.too_large", { limit: shown }),
        }}
      >
        <input type="hidden" name="campaign" value={campaign} />
        <input type="hidden" name="kind" value={kind} />
        {kind === "logo" && (
          <div className="look-pair">
            {LOCALES.map((lang) => (
              <TextField
                key={lang}
                name={`alt_${lang}`}
                lang={lang}
                label={t(`alt.${lang}`)}
                help={t("altHelp")}
                maxLength={ALT_LIMIT}
                required
              />
            ))}
          </div>
        )}
        <div className="field">
          <label className="label" htmlFor={`file-${kind}`}>
            {t("file")}
          </label>
          <input
            id={`file-${kind}`}
            className="input"
            type="file"
            name="file"
            accept={ACCEPTED[kind]}
            aria-describedby={`file-${kind}-help`}
            required
          />
        </div>
      </UploadForm>
    </section>
  );
}
