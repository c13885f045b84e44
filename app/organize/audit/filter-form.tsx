import { TextField } from "#components/field.tsx";
import { type AuditFilter, COMMAND_LINE } from "#lib/audit/filter.ts";
import { type Locale, words } from "#lib/words.ts";
import { knownActions, sentenceOf } from "./sentences.ts";

type Props = {
  locale: Locale;
  filter: AuditFilter;
  wrong: (keyof AuditFilter)[];
  names: Map<string, string>;
  timeZone: string;
};

/** A plain GET form: what it asks for stands in the address. */
export function FilterForm({ locale, filter, wrong, names, timeZone }: Props) {
  const t = words(locale, "audit");
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <details className="audit-box" open={isFiltered || wrong.length > 0}>
      <summary>{t("filter.title")}</summary>
      <form className="audit-filter" method="get" action="/organize/audit">
        {wrong.length > 0 && (
          <p className="error" role="alert">
            {t("filter.wrong", { names: wrong.map((name) => t(`filter.${name}`)).join(", ") })}
          </p>
        )}
        <div className="field">
          <label className="label" htmlFor="who">
            {t("filter.who")}
          </label>
          <select className="input" id="who" name="who" defaultValue={filter.who ?? ""}>
            <option value="">{t("filter.everybody")}</option>
            <option value={COMMAND_LINE}>{t("commandLineShort")}</option>
            {[...names].map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label className="label" htmlFor="action">
            {t("filter.action")}
          </label>
          <select className="input" id="action" name="action" defaultValue={filter.action ?? ""}>
            <option value="">{t("filter.everything")}</option>
            {knownActions(locale).map(({ noun, label, actions }) => (
              <optgroup key={noun} label={label}>
                <option value={noun}>{label}</option>
                {actions.map((action) => (
                  <option key={action} value={action}>
                    {nameOf(locale, action)}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </div>
        <TextField
          name="subject"
          label={t("filter.subject")}
          help={t("filter.subjectHelp")}
          defaultValue={filter.subject}
          maxLength={80}
          autoCapitalize="none"
          spellCheck={false}
        />
        <TextField name="from" type="date" label={t("filter.from")} defaultValue={filter.from} />
        <TextField name="until" type="date" label={t("filter.until")} defaultValue={filter.until} />
        <div className="actions">
          <button className="button calm" type="submit">
            {t("filter.show")}
          </button>
          {isFiltered && (
            <a className="button calm" href="/organize/audit">
              {t("filter.clear")}
            </a>
          )}
        </div>
        <p className="desk-note wide">{t("days", { zone: timeZone })}</p>
      </form>
    </details>
  );
}

/** The sentence of an action without the people in it: "… switched off: …". */
function nameOf(locale: Locale, action: string): string {
  return sentenceOf(locale, { organizerId: "…", action, subject: "…" }, new Map([["…", "…"]]));
}
