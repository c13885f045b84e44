import { SHOWN_FROM } from "#lib/places/small-places.ts";

export type TeamDay = {
  /** `2026-11-21`, by the edition's clock. */
  day: string;
  /** Null where it is too small to be told. */
  men: number | null;
};

/**
 * Hides figures so small that whoever knows a team's members could tell from them who has signed: from one to four. `isExact` for
 * who may read pledges: he could look it up.
 */
export function shown(men: number, isExact: boolean): number | null {
  return isExact || men <= 0 || men >= SHOWN_FROM ? Math.max(0, men) : null;
}

/** The same day by day. Where the sum is hidden no day is told, and the only hidden day would follow from sum and the others. */
export function shownDays(
  days: readonly { day: string; men: number }[],
  total: number,
  isExact: boolean,
): TeamDay[] {
  const isTold = shown(total, isExact) !== null;
  const told = days.map(({ day, men }) => ({ day, men: isTold ? shown(men, isExact) : null }));
  const hidden = told.filter(({ men }) => men === null);
  if (!isTold || hidden.length !== 1) return told;
  const [least] = told
    .filter(({ men }) => men !== null)
    .sort((a, b) => Number(a.men === 0) - Number(b.men === 0) || Number(a.men) - Number(b.men));
  return told.map((one) => (one === least ? { ...one, men: null } : one));
}
