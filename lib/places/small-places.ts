import { type Whole, wholeOf } from "./population.ts";

export type Cell = { code: string; verified: number };
/** `verified` is null where the figure is hidden. */
export type ShownCell = { code: string; verified: number | null };

/** From this figure on a small place is shown. */
export const SHOWN_FROM = 5;

/**
 * Hides what could point at a person. Pass every figure of a group in one call: all countries and regions; all counties of
 * Wisconsin with the men who gave none (COUNTY_NOT_GIVEN), as they stood at one moment. Places without anyone are left out.
 *
 * States, provinces and large countries stand as they are, since the public log says them exactly; so it does the sums of
 * the small territories, of the small countries and of Wisconsin. In each of these three groups a place with fewer than five
 * is hidden (null), and as long as a hidden figure would follow from the sum, the next smallest of the group is too. A group
 * that even this cannot protect is left out (`untold` names it).
 *
 * The order of the codes decides nothing: whoever knows these rules and everything that is shown cannot tell the hidden
 * places of a group apart (docs/decisions/010 has the proof; a test tries all small worlds).
 */
export function hideSmall(cells: Cell[]): ShownCell[] {
  const counted = cells.filter(({ verified }) => verified > 0);
  const limits = new Map([...groups(counted)].map(([whole, group]) => [whole, hiddenUpTo(group)]));
  return counted.flatMap(({ code, verified }) => {
    const whole = wholeOf(code);
    const limit = whole ? limits.get(whole) : 0;
    if (limit === undefined || limit === null) return [];
    return [{ code, verified: verified <= limit ? null : verified }];
  });
}

/** The groups of which nothing can be said but their sum: somebody stands there, and hiding protects nobody. */
export function untold(cells: Cell[]): Whole[] {
  const counted = cells.filter(({ verified }) => verified > 0);
  return [...groups(counted)].flatMap(([whole, group]) => (hiddenUpTo(group) === null ? [whole] : []));
}

/** The figures of each group, the least first. */
function groups(cells: Cell[]): Map<Whole, number[]> {
  const found = new Map<Whole, number[]>();
  for (const { code, verified } of cells) {
    const whole = wholeOf(code);
    if (whole) found.set(whole, [...(found.get(whole) ?? []), verified]);
  }
  for (const figures of found.values()) figures.sort((a, b) => a - b);
  return found;
}

/** The figure up to which a group's places are hidden, 0 for none; null where even hiding all would give one away. */
function hiddenUpTo(figures: number[]): number | null {
  const few = figures.filter((figure) => figure < SHOWN_FROM).length;
  if (few === 0) return 0;
  for (let hidden = few; hidden <= figures.length; hidden++) {
    if (isSafe(figures.slice(0, hidden), figures[hidden] ?? Infinity)) return figures[hidden - 1] ?? 0;
  }
  return null;
}

/**
 * Whether none of the hidden figures, the least first, follows from their sum and the least shown one. Two that differ may
 * always be exchanged, and everything that is shown stays the same; only where all are alike must there be another way to
 * make up the sum that these same rules hide alike.
 */
function isSafe(hidden: number[], leastShown: number): boolean {
  const least = hidden[0] ?? 0;
  const most = hidden.at(-1) ?? 0;
  const total = hidden.reduce((a, b) => a + b, 0);
  if (hidden.length < 2 || total < SHOWN_FROM) return false;
  // Of equals all are hidden or none: else it would be the order of the codes that tells them apart.
  if (most >= leastShown) return false;
  // Ones everywhere could be all that leaves out a whole group, and so be known. One two among them leaves it out as well.
  if (leastShown === Infinity && total < hidden.length + 2) return false;
  if (most > least) return true;
  if (least === 1) return false;
  // 2 2 2 may be 1 2 3, and 3 3 may be 2 4.
  if (least < SHOWN_FROM - 1) return true;
  // 4 4 may be 3 5, and 4 4 4 may be 1 1 10, for ones alone take the next along.
  return leastShown > (hidden.length === 2 ? SHOWN_FROM : 3 * hidden.length + 1);
}
