import { dayNumber, perDayNeeded } from "#lib/campaigns/goal-rules.ts";
import { type EditionState, editionState } from "#lib/campaigns/rules.ts";

type Edition = { goal: number; opensAt: Date; closesAt: Date; timeZone: string };
export type Pace = {
  state: EditionState;
  /** Where the count would stand now if it grew evenly from the opening to the goal at the closing. */
  expected: number;
  /** How many it is ahead of that; below zero it is behind. */
  ahead: number;
  /** Men a day, today and the closing day included, until the goal; null when it is reached or the edition is not open. */
  perDay: number | null;
  /** Days that are left, today and the closing day included; 0 once it has closed. */
  daysLeft: number;
};

/** How a count stands to its goal at a moment. */
export function paceOf(edition: Edition, verified: number, now: Date): Pace {
  const { goal, opensAt, closesAt, timeZone } = edition;
  const state = editionState(edition, now);
  const gone = Math.min(
    1,
    Math.max(0, (now.getTime() - opensAt.getTime()) / (closesAt.getTime() - opensAt.getTime())),
  );
  const expected = Math.round(goal * gone);
  const from = now < opensAt ? opensAt : now;
  const daysLeft =
    state === "closed"
      ? 0
      : dayNumber(new Date(closesAt.getTime() - 1), timeZone) - dayNumber(from, timeZone) + 1;
  return {
    state,
    expected,
    ahead: verified - expected,
    perDay: perDayNeeded(edition, verified, now),
    daysLeft,
  };
}
