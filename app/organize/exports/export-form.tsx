import { Radios } from "#components/choices.tsx";
import { TextField } from "#components/field.tsx";
import { SelectField } from "#components/select-field.tsx";
import { EVIDENCE, EXPORTS, PERSONAL, SHORTEST_PASSPHRASE, STATES } from "#lib/exports/schema.ts";
import { counties, countries, regions } from "#lib/places/lists.ts";
import { type Locale, words } from "#lib/words.ts";

type Props = { locale: Locale; slug: string; year: number };

/** What goes out, narrowed, and under which lock. */
export function ExportForm({ locale, slug, year }: Props) {
  const t = words(locale, "exports");
  const options = <Value extends string>(list: readonly Value[], label: (value: Value) => string) =>
    list.map((value) => ({ value, label: label(value) }));
  return (
    <form className="list-form" method="post" action="/organize/exports/make">
      <input type="hidden" name="campaign" value={slug} />
      <input type="hidden" name="year" value={year} />
      <Radios
        name="what"
        legend={t("what")}
        value="pledges"
        choices={EXPORTS.map((value) => ({
          value,
          label: t(`kinds.${value}`),
          help: t(`kindsHelp.${value}`),
        }))}
      />
      <fieldset>
        <legend>{t("onlyPledges")}</legend>
        <div className="fields">
          <SelectField
            name="state"
            label={t("state")}
            value="counted"
            blank={t("all")}
            options={options(STATES, (value) => t(`states.${value}`))}
          />
          <SelectField
            name="place"
            label={t("place")}
            value=""
            blank={t("everywhere")}
            groups={[
              { label: t("regions"), options: regions("US", locale).map(asOption) },
              { label: t("counties"), options: counties().map(asOption) },
              { label: t("provinces"), options: regions("CA", locale).map(asOption) },
              { label: t("countries"), options: countries(locale).map(asOption) },
            ]}
          />
          <SelectField
            name="evidence"
            label={t("evidence")}
            value=""
            blank={t("all")}
            options={options(EVIDENCE, (value) => t(`evidences.${value}`))}
          />
          <label className="choice">
            <input type="checkbox" name="news" />
            <span>{t("news")}</span>
            <span className="help">{t("newsHelp")}</span>
          </label>
          <Radios
            name="personal"
            legend={t("personal")}
            value="none"
            choices={PERSONAL.map((value) => ({ value, label: t(`personals.${value}`) }))}
          />
        </div>
        <p className="desk-note">{t("personalHelp")}</p>
      </fieldset>
      <fieldset>
        <legend>{t("lock")}</legend>
        <p className="help">{t("lockHelp", { count: SHORTEST_PASSPHRASE })}</p>
        <div className="fields">
          <TextField
            name="passphrase"
            type="password"
            label={t("passphrase")}
            optional={t("optional")}
            autoComplete="new-password"
          />
          <TextField
            name="passphrase_again"
            type="password"
            label={t("passphraseAgain")}
            autoComplete="new-password"
          />
        </div>
      </fieldset>
      <button className="button" type="submit">
        {t("make")}
      </button>
      <p className="desk-note">{t("fresh")}</p>
    </form>
  );
}

function asOption({ code, name }: { code: string; name: string }) {
  return { value: code, label: name };
}
