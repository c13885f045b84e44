import { isGoal } from "./change-goal.ts";
import { isTimeZone, yearsOf } from "./moments.ts";
import { isFinal } from "./rules.ts";

/** What an organizer may change about an edition. */
export type EditionFields = {
  /** Null of a past edition of which none is known. */
  goal: number | null;
  /** Goals to go on to, each above the one before. */
  stretchGoals: number[];
  opensAt: Date;
  closesAt: Date;
  timeZone: string;
  shownFrom: number;
  householdLimit: number;
};
export type EditionField = keyof EditionFields;

/** Why a field cannot be changed any more: the edition has begun, has closed, or its figure is final. */
export type Lock = "begun" | "closed" | "final";
export type FieldRefusal =
  | Lock
  | "goal"
  | "stretch"
  | "time_zone"
  | "hours"
  | "past"
  | "year"
  | "overlap"
  | "shown_from"
  | "household_limit";

/** How many goals may wait behind the one in force. */
export const STRETCH_LIMIT = 4;

const FIELDS: readonly EditionField[] = [
  "goal",
  "stretchGoals",
  "opensAt",
  "closesAt",
  "timeZone",
  "shownFrom",
  "householdLimit",
];

type Hours = { opensAt: Date; closesAt: Date };

/**
 * What can no longer be changed. Once it has begun, men have signed from its opening on, and their days were counted by its
 * time zone. Closed, its goal is history, but while confirmations still come in it may be extended. Then it is a result.
 */
export function locksOf(edition: Hours, now: Date): Partial<Record<EditionField, Lock>> {
  if (isFinal(edition, now)) return Object.fromEntries(FIELDS.map((field) => [field, "final"]));
  if (now < edition.opensAt) return {};
  const begun = { opensAt: "begun", timeZone: "begun" } as const;
  return now < edition.closesAt ? begun : { ...begun, goal: "closed", stretchGoals: "closed" };
}

/** What is wrong with an edit, by field; empty where nothing is. `others` are the campaign's other editions. */
export function refusalsOf(
  before: EditionFields & { year: number },
  after: EditionFields,
  others: Hours[],
  now: Date,
): Partial<Record<EditionField, FieldRefusal>> {
  const refusals: Partial<Record<EditionField, FieldRefusal>> = {};
  const refuse = (field: EditionField, reason: FieldRefusal) => {
    refusals[field] ??= reason;
  };
  const locks = locksOf(before, now);
  const changed = changedFields(before, after);
  for (const field of changed) if (locks[field]) refuse(field, locks[field]);

  if (changed.includes("goal") && !(after.goal !== null && isGoal(after.goal))) refuse("goal", "goal");
  if (!after.stretchGoals.every(isGoal)) refuse("stretchGoals", "goal");
  // Of a goal that is none it cannot be said whether the next one is above it.
  if (!refusals.goal && !isStaircase([after.goal ?? 0, ...after.stretchGoals]))
    refuse("stretchGoals", "stretch");
  if (after.stretchGoals.length > STRETCH_LIMIT) refuse("stretchGoals", "stretch");
  if (!isShownFrom(after.shownFrom)) refuse("shownFrom", "shown_from");
  if (!isHouseholdLimit(after.householdLimit)) refuse("householdLimit", "household_limit");

  if (changed.includes("closesAt") && after.closesAt <= now) refuse("closesAt", "past");
  if (after.opensAt >= after.closesAt) refuse("closesAt", "hours");
  if (!isTimeZone(after.timeZone)) refuse("timeZone", "time_zone");
  else if (!yearsOf([after.opensAt, after.closesAt], after.timeZone).includes(before.year))
    refuse(changed.includes("opensAt") ? "opensAt" : "closesAt", "year");
  if (others.some((other) => other.opensAt < after.closesAt && after.opensAt < other.closesAt))
    refuse(changed.includes("opensAt") ? "opensAt" : "closesAt", "overlap");
  return refusals;
}

export function changedFields(before: EditionFields, after: EditionFields): EditionField[] {
  return FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

export function isShownFrom(value: number): boolean {
  return isWithin(value, 0, 10_000);
}

export function isHouseholdLimit(value: number): boolean {
  return isWithin(value, 1, 20);
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function isStaircase(steps: number[]): boolean {
  return steps.every((step, index) => index === 0 || step > (steps[index - 1] ?? 0));
}
