/** `lapsed` is null where no earlier edition counted anybody. */
export type Origin = { new: number; renewed: number; lapsed: number | null };

/**
 * How many men of an edition are new, how many stood with the campaign in an earlier one, and how many of the `previous`
 * edition have not come back. Lapsed is what the previous edition counts less those who renewed; a man who renews after a
 * year's absence is among the renewed too, so lapsed may be a little too low, and it never falls below 0. While an
 * edition is open it says who has not renewed yet.
 */
export function originOf(
  origins: { new: number; renewed: number },
  previous: { verified: number } | undefined,
): Origin {
  return { ...origins, lapsed: previous ? Math.max(0, previous.verified - origins.renewed) : null };
}

/** The change of each day as a running total, in the order of the days. */
export function runningTotals(
  changes: { day: string; change: number }[],
): { day: string; change: number; total: number }[] {
  let total = 0;
  return changes
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
    .map(({ day, change }) => {
      total += change;
      return { day, change, total };
    });
}

type Noted = { kind: string; key: string; ordinal: number; at: Date };

/**
 * The milestones that are worth a sentence: not that the first of all men lives in some state and country, and of tenths of
 * the goal that were passed in one moment only the last. They come and go oldest first.
 */
export function toldOf<M extends Noted>(milestones: M[]): M[] {
  const isPassedOver = (one: M) =>
    milestones.some(
      ({ kind, at, ordinal }) =>
        kind === "share" && at.getTime() === one.at.getTime() && ordinal > one.ordinal,
    );
  return milestones.filter((one) =>
    one.kind === "share" ? !isPassedOver(one) : one.ordinal > 1 || isBesideStates(one.key),
  );
}

/** The District of Columbia and Puerto Rico have numbers of their own: they are none of the fifty states. */
export function isBesideStates(key: string): boolean {
  return key === "US-DC" || key === "US-PR";
}
