import { mediaLabel, type Uploaded } from "#lib/organizers/look/media-of.ts";
import { type Locale, words } from "#lib/words.ts";

type Props = { locale: Locale; logos: Uploaded[]; value: string; timeZone: string };

/** The logos that were uploaded lately, to choose one of, or none. */
export function LogoChoice({ locale, logos, value, timeZone }: Props) {
  const t = words(locale, "look");
  const chosen = logos.some(({ id }) => id === value) ? value : "";
  return (
    <fieldset className="choices field" id="logo" aria-describedby="logo-help">
      <legend className="label">{t("logo")}</legend>
      <p className="help" id="logo-help">
        {t("logoHelp")}
      </p>
      <label className="choice">
        <input type="radio" name="logo" value="" defaultChecked={chosen === ""} />
        <span>{t("noLogo")}</span>
      </label>
      {logos.map((logo) => (
        <label className="choice" key={logo.id}>
          <input type="radio" name="logo" value={logo.id} defaultChecked={chosen === logo.id} />
          <span className="look-logo">
            {/* biome-ignore lint/performance/noImgElement: next/image needs inline style, which the policy refuses. */}
            <img
              className="campaign-logo"
              src={`/media/${logo.id}`}
              width={logo.width ?? 1}
              height={logo.height ?? 1}
              alt={logo.alt?.[locale] ?? ""}
            />
            <span className="desk-note">{mediaLabel(locale, logo, timeZone)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
