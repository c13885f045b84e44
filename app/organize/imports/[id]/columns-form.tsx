import { Check, Radios } from "#components/choices.tsx";
import { SelectField } from "#components/select-field.tsx";
import { FIELDS } from "#lib/imports/fields.ts";
import { LONGEST_CONSENT, SHORTEST_CONSENT } from "#lib/organizers/imports/deeds.ts";
import type { ShownImport } from "#lib/organizers/imports/queries.ts";
import { countries, regions } from "#lib/places/lists.ts";
import { LOCALES, type Locale, words } from "#lib/words.ts";

/** Which column is what (guessed where it could be), how these men are known, and how they consented. */
export function ColumnsForm({ locale, shown }: { locale: Locale; shown: ShownImport }) {
  const t = words(locale, "imports");
  const { list, mapping, beginning } = shown;
  const asOption = ({ code, name }: { code: string; name: string }) => ({ value: code, label: name });
  return (
    <form className="list-form" method="post" action={`/organize/imports/${list.id}/check`}>
      <p className="desk-note">{t("columnsHelp")}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className="desk-scroll" tabIndex={0} aria-label={t("columns")}>
        <Columns locale={locale} shown={shown} />
      </section>
      <Check
        name="header"
        label={t("header")}
        help={t("headerHelp", { first: (beginning?.[0] ?? []).slice(0, 4).join(", ") })}
        checked={mapping.hasHeader}
      />
      <fieldset>
        <legend>{t("otherwise")}</legend>
        <div className="fields">
          <SelectField
            name="country"
            label={t("fields.country")}
            value={mapping.country}
            blank="–"
            options={countries(locale).map(asOption)}
          />
          <SelectField
            name="region"
            label={t("fields.region")}
            value={mapping.region ?? ""}
            blank={t("noRegion")}
            groups={["US", "CA"].map((code) => ({
              label: countries(locale).find((one) => one.code === code)?.name ?? code,
              options: regions(code, locale).map(asOption),
            }))}
          />
          <SelectField
            name="lang"
            label={t("fields.lang")}
            value={mapping.lang}
            blank="–"
            options={LOCALES.map((value) => ({ value, label: t(`langs.${value}`) }))}
          />
          <SelectField
            name="stance"
            label={t("fields.stance")}
            value={mapping.stance}
            blank="–"
            options={(["man", "supporter"] as const).map((value) => ({
              value,
              label: t(`stances.${value}`),
            }))}
          />
        </div>
      </fieldset>
      <Radios
        name="evidence"
        legend={t("evidence")}
        value={list.evidence ?? ""}
        choices={(["paper", "witnessed"] as const).map((value) => ({
          value,
          label: t(`evidences.${value}`),
          help: t(`evidencesHelp.${value}`),
        }))}
      />
      <div className="field">
        <label className="label" htmlFor="consent">
          {t("consent")}
        </label>
        <p className="help" id="consent-help">
          {t("consentHelp")}
        </p>
        <textarea
          id="consent"
          name="consent"
          className="input"
          rows={4}
          required
          minLength={SHORTEST_CONSENT}
          maxLength={LONGEST_CONSENT}
          defaultValue={list.consent ?? ""}
          aria-describedby="consent-help"
        />
      </div>
      <button className="button" type="submit">
        {t("checkButton")}
      </button>
      <p className="desk-note">{t("checkHelp")}</p>
    </form>
  );
}

/** The first rows, and above each column what it is. */
function Columns({ locale, shown: { list, mapping, beginning } }: { locale: Locale; shown: ShownImport }) {
  const t = words(locale, "imports");
  const columns = Array.from({ length: list.shape.columns }, (_, index) => index);
  const fieldOf = (index: number) => FIELDS.find((field) => mapping.columns[field] === index) ?? "";
  return (
    <table className="desk-table list-columns">
      <caption>{t("beginning")}</caption>
      <thead>
        <tr>
          {columns.map((index) => (
            <th key={index} scope="col">
              <select
                name={`column_${index}`}
                className="input"
                defaultValue={fieldOf(index)}
                aria-label={t("columnIs", { number: index + 1, name: beginning?.[0]?.[index] ?? "" })}
              >
                <option value="">{t("unused")}</option>
                {FIELDS.map((field) => (
                  <option key={field} value={field}>
                    {t(`fields.${field}`)}
                  </option>
                ))}
              </select>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {(beginning ?? []).map((cells, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have nothing else
          <tr key={row}>
            {columns.map((index) => (
              <td key={index}>{cells[index]?.slice(0, 80)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
