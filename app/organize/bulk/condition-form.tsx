import { describedBy, FieldFrame, TextField } from "#components/field.tsx";
import { CONDITION_FIELDS, type ConditionField, STATES } from "#lib/pledges/bulk/condition.ts";
import { type Locale, words } from "#lib/words.ts";

type Typed = Partial<Record<ConditionField, string>>;
type Props = {
  locale: Locale;
  typed: Typed;
  wrong: ConditionField[];
  campaign: string;
  year: number;
  timeZone: string;
};

const MORE: ConditionField[] = ["state", "stance", "evidence", "event", "share", "import", "lang", "minor"];

/** Puts a condition together: a plain GET form, so that what is meant stands in the address. */
export function ConditionForm({ locale, typed, wrong, campaign, year, timeZone }: Props) {
  const t = words(locale, "bulk");
  const pledges = words(locale, "pledges");
  const text = (name: ConditionField, help?: string) => (
    <TextField
      key={name}
      name={name}
      label={t(`field.${name}`)}
      help={help}
      error={wrong.includes(name) ? t("problem.wrong", { names: t(`field.${name}`) }) : undefined}
      defaultValue={typed[name]}
      maxLength={300}
      autoCapitalize="none"
      autoComplete="off"
      spellCheck={false}
    />
  );
  const choice = (name: ConditionField, values: readonly string[], label: (value: string) => string) => (
    <FieldFrame key={name} name={name} label={t(`field.${name}`)}>
      <select className="input" id={name} name={name} defaultValue={typed[name] ?? ""} {...describedBy(name)}>
        <option value="">{t("any")}</option>
        {values.map((value) => (
          <option key={value} value={value}>
            {label(value)}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
  const time = (name: "from" | "until") => (
    <TextField
      name={name}
      type="datetime-local"
      label={t(`field.${name}`)}
      error={wrong.includes(name) ? t("problem.wrong", { names: t(`field.${name}`) }) : undefined}
      defaultValue={typed[name]}
    />
  );
  return (
    <form className="bulk-form" method="get" action="/organize/bulk/new">
      <input type="hidden" name="campaign" value={campaign} />
      <input type="hidden" name="year" value={year} />
      <p className="desk-note">{t("all")}</p>
      <div className="bulk-fields">
        {text("domain", t("help.domain"))}
        {text("prefix", t("help.prefix"))}
        {time("from")}
        {time("until")}
        {text("place", t("help.place"))}
        {text("team", t("help.team"))}
      </div>
      <details open={MORE.some((name) => typed[name] !== undefined)}>
        <summary>{t("more")}</summary>
        <div className="bulk-fields">
          {choice("state", STATES, (value) => pledges(`state.${value as "waiting"}`))}
          {choice("stance", ["man", "supporter"], (value) => pledges(`stance.${value as "man"}`))}
          {choice("evidence", ["email", "witnessed", "paper"], (value) =>
            pledges(`evidence.${value as "email"}`),
          )}
          {choice("lang", ["en", "es"], (value) => t(`lang.${value as Locale}`))}
          {choice("minor", ["yes", "no"], (value) => t(value as "yes" | "no"))}
          {text("event", t("help.event"))}
          {text("share", t("help.share"))}
          {text("import", t("help.import"))}
        </div>
      </details>
      <p className="desk-note">{t("help.times", { zone: timeZone })}</p>
      <div className="actions">
        <button className="button calm" type="submit">
          {t("show")}
        </button>
      </div>
    </form>
  );
}

/** What was typed for a condition, from the parameters of an address. */
export function typedCondition(asked: Record<string, string | string[] | undefined>): Typed {
  return Object.fromEntries(
    CONDITION_FIELDS.flatMap((name) => {
      const value = asked[name];
      return typeof value === "string" && value.trim() !== "" ? [[name, value]] : [];
    }),
  );
}
