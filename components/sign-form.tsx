import { type Locale, path, words } from "#lib/words.ts";
import { Check } from "./choices.tsx";
import { TextField } from "./field.tsx";
import { PlaceFields, type PlaceOptions } from "./place-fields.tsx";
import { DisplayField, StanceField } from "./stance-fields.tsx";

type Props = {
  locale: Locale;
  slug: string;
  textVersion: number;
  places: PlaceOptions;
  /** As typed before, empty at first. */
  values?: Record<string, string>;
  /** Field name to the words of its error. */
  errors?: Record<string, string>;
};

/**
 * The form that signs, in three groups: you, where, how you appear. It posts to a plain handler, works
 * without script, and ticks no consent beforehand.
 */
export function SignForm({ locale, slug, textVersion, places, values = {}, errors = {} }: Props) {
  const t = words(locale, "form");
  const part = { locale, values, errors };
  return (
    <form className="form" id="sign" method="post" action={`/c/${slug}/sign`} data-sending={t("sending")}>
      <Hidden values={values} textVersion={textVersion} locale={locale} />
      <fieldset className="group">
        <legend>{t("you")}</legend>
        <YouFields {...part} />
      </fieldset>
      <fieldset className="group">
        <legend>{t("where")}</legend>
        <PlaceFields {...part} values={{ country: "US", ...values }} options={places} />
      </fieldset>
      <fieldset className="group">
        <legend>{t("appear")}</legend>
        <StanceField {...part} />
        <DisplayField {...part} />
      </fieldset>
      <div className="grid gap-2">
        <Check
          name="agree"
          label={t("consents.agree")}
          help={t("agreeHelp", { version: String(textVersion) })}
          checked={values.agree === "on"}
          error={errors.agree}
          required
        />
        <Check name="news" label={t("consents.news")} checked={values.news === "on"} error={errors.news} />
        <Check
          name="renew"
          label={t("consents.renew")}
          checked={values.renew === "on"}
          error={errors.renew}
        />
      </div>
      <div className="grid gap-3">
        <button className="button great" type="submit">
          {t("submit")}
        </button>
        <a className="small" href={path(locale, "/privacy")}>
          {t("privacy")}
        </a>
      </div>
      <script type="module" src="/islands/sign-form.js" />
      <script type="module" src="/islands/hidden-codes.js" />
    </form>
  );
}

/** The year of birth comes first and asks neutrally: nothing here tells which answer is wanted. */
function YouFields({ locale, values, errors }: Required<Pick<Props, "locale" | "values" | "errors">>) {
  const t = words(locale, "form");
  return (
    <>
      <TextField
        name="birth_year"
        label={t("birthYear")}
        help={t("birthYearHelp")}
        className="short"
        defaultValue={values.birth_year}
        error={errors.birth_year}
        inputMode="numeric"
        autoComplete="bday-year"
        pattern="\s*[0-9]{4}\s*"
        maxLength={8}
        required
      />
      <TextField
        name="name"
        label={t("name")}
        help={t("nameHelp")}
        className="line"
        defaultValue={values.name}
        error={errors.name}
        autoComplete="name"
        autoCapitalize="words"
        spellCheck={false}
        dir="auto"
        required
      />
      <TextField
        name="email"
        label={t("email")}
        help={t("emailHelp")}
        type="email"
        defaultValue={values.email}
        error={errors.email}
        autoComplete="email"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
    </>
  );
}

/**
 * What the page knows by itself, and the codes that the front writes into the marked fields (one that was posted
 * before stays as it is).
 */
function Hidden({
  values,
  textVersion,
  locale,
}: Pick<Props, "textVersion" | "locale"> & { values: Record<string, string> }) {
  return (
    <>
      <input type="hidden" name="text" value={textVersion} />
      <input type="hidden" name="lang" value={locale} />
      {["share", "team", "event"].map((name) => (
        <input
          key={name}
          type="hidden"
          name={name}
          defaultValue={values[name] ?? ""}
          data-code={values[name] ? undefined : name}
        />
      ))}
    </>
  );
}
