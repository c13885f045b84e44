import {
  type EditionField,
  type EditionFields,
  type FieldRefusal,
  STRETCH_LIMIT,
} from "#lib/campaigns/edition-rules.ts";
import { isTimeZone, localTime, readLocalTime } from "#lib/campaigns/moments.ts";
import { type Locale, words } from "#lib/words.ts";
import type { EditField } from "../editing/edited.ts";

export const STRETCH_FIELDS = Array.from({ length: STRETCH_LIMIT }, (_, index) => `stretch_${index + 1}`);

/** The names of the form's fields; a field that a form leaves out stays as it is. */
const FIELD_NAMES: Record<EditionField, string> = {
  goal: "goal",
  stretchGoals: "stretch_1",
  opensAt: "opens",
  closesAt: "closes",
  timeZone: "time_zone",
  shownFrom: "shown_from",
  householdLimit: "household_limit",
};

/** The form's fields with the names that people know them by. */
export function editionFields(locale: Locale): EditField[] {
  const t = words(locale, "editions");
  return [
    { name: "goal", label: t("fields.goal") },
    ...STRETCH_FIELDS.map((name, index) => ({ name, label: t("fields.stretchN", { n: index + 1 }) })),
    { name: "opens", label: t("fields.opens") },
    { name: "closes", label: t("fields.closes") },
    { name: "time_zone", label: t("fields.timeZone") },
    { name: "shown_from", label: t("fields.shownFrom") },
    { name: "household_limit", label: t("fields.householdLimit") },
  ];
}

/** An edition as its form shows it. */
export function editionValues(edition: EditionFields): Record<string, string> {
  const stretch = STRETCH_FIELDS.map((name, index) => [name, String(edition.stretchGoals[index] ?? "")]);
  return {
    goal: String(edition.goal ?? ""),
    ...Object.fromEntries(stretch),
    opens: localTime(edition.opensAt, edition.timeZone),
    closes: localTime(edition.closesAt, edition.timeZone),
    time_zone: edition.timeZone,
    shown_from: String(edition.shownFrom),
    household_limit: String(edition.householdLimit),
  };
}

/** What cannot be read is told by the rules' own reasons; times have two more. */
export type Unreadable = FieldRefusal | "time" | "gap";
type Read = { wanted: Partial<EditionFields>; unreadable: Partial<Record<EditionField, Unreadable>> };

/**
 * Reads the form. Times are local ones of the zone that the form names. One that shows what stood there before is that very
 * moment, seconds and all: at the end of summer time a clock shows two moments alike, and a minute is not where the day ends.
 */
export function readEditionForm(form: ReadonlyMap<string, string>, before: EditionFields): Read {
  const read: Read = { wanted: {}, unreadable: {} };
  const { wanted, unreadable } = read;
  const given = (name: string) => form.get(name)?.trim();

  const goal = given("goal");
  if (goal !== undefined) wanted.goal = goal === "" ? null : readNumber(goal);
  if (STRETCH_FIELDS.some((name) => form.has(name)))
    wanted.stretchGoals = STRETCH_FIELDS.flatMap((name) => given(name) || []).map(readNumber);
  const shown = given("shown_from");
  if (shown !== undefined) wanted.shownFrom = readNumber(shown);
  const household = given("household_limit");
  if (household !== undefined) wanted.householdLimit = readNumber(household);

  const timeZone = given("time_zone") ?? before.timeZone;
  if (!isTimeZone(timeZone)) unreadable.timeZone = "time_zone";
  else {
    if (form.has("time_zone")) wanted.timeZone = timeZone;
    for (const field of ["opensAt", "closesAt"] as const) {
      const text = given(FIELD_NAMES[field]);
      if (text === undefined) continue;
      const isAsBefore = timeZone === before.timeZone && text === localTime(before[field], timeZone);
      const moment = isAsBefore
        ? { ok: true as const, moment: before[field] }
        : readLocalTime(text, timeZone);
      if (moment.ok) wanted[field] = moment.moment;
      else unreadable[field] = moment.reason;
    }
  }
  return read;
}

/** A sentence for each field that is wrong, by the name of its field in the form. */
export function editionProblems(
  locale: Locale,
  refusals: Partial<Record<EditionField, Unreadable>>,
): Record<string, string> {
  const t = words(locale, "editions");
  return Object.fromEntries(
    Object.entries(refusals).map(([field, reason]) => [
      FIELD_NAMES[field as EditionField],
      t(`problems.${reason}`),
    ]),
  );
}

/** "75,000", "75.000" and "75 000" are one number. Not a number for what is none, which every rule refuses in words. */
export function readNumber(text: string): number {
  const digits = text.replaceAll(/[\s.,\u202f\u00a0]/g, "");
  return /^\d{1,12}$/.test(digits) ? Number(digits) : Number.NaN;
}

/** What an audit event keeps of it: the fields that changed. */
export function factsOf(edition: EditionFields, changed: EditionField[]): Record<string, unknown> {
  return Object.fromEntries(changed.map((field) => [field, edition[field]]));
}
