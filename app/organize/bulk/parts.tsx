import { placeName } from "#lib/places/names.ts";
import { placedOf } from "#lib/places/rules.ts";
import { CONDITION_FIELDS, type Condition, type ConditionField } from "#lib/pledges/bulk/condition.ts";
import { type Locale, moment, words } from "#lib/words.ts";

type Props = { locale: Locale; condition: Condition; timeZone: string };

/** A condition as a reader says it: "Domain of the address: example.com". */
export function Parts({ locale, condition, timeZone }: Props) {
  const t = words(locale, "bulk");
  const given = CONDITION_FIELDS.filter((field) => condition[field] !== undefined);
  return (
    <ul className="bulk-parts">
      {given.map((field) => (
        <li key={field}>
          {t(`field.${field}`)}: <b>{valueText(locale, field, String(condition[field]), timeZone)}</b>
        </li>
      ))}
    </ul>
  );
}

function valueText(locale: Locale, field: ConditionField, value: string, timeZone: string): string {
  const t = words(locale, "bulk");
  const pledges = words(locale, "pledges");
  switch (field) {
    case "from":
    case "until":
      return moment(locale, new Date(value), timeZone);
    case "place": {
      const placed = placedOf(value);
      return placed ? placeName(placed, locale) : value;
    }
    case "stance":
      return pledges(`stance.${value as "man"}`);
    case "state":
      return pledges(`state.${value as "waiting"}`);
    case "evidence":
      return pledges(`evidence.${value as "email"}`);
    case "lang":
      return t(`lang.${value as Locale}`);
    case "minor":
      return t(value as "yes" | "no");
    default:
      return value;
  }
}
