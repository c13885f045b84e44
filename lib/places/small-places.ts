import { isSmall, wholeOf } from "./population.ts";

export type Cell = { code: string; verified: number };
/** `verified` is null where the figure is hidden. */
export type ShownCell = { code: string; verified: number | null };

/** From this figure on a small place is shown. */
export const SHOWN_FROM = 5;

/**
 * Hides what could point at a person. Pass every figure that is published side by side in one call: countries, regions,
 * counties, and men of Wisconsin without a county under COUNTY_NOT_GIVEN.
 *
 * A small place with fewer than five is hidden (null). Since the total of a group (the counties of a state, the regions
 * of a country, the countries) is known, the next smallest of the group is hidden too while the hidden ones are a single
 * place, sum to under five, or one of them follows from the total. Left out altogether: places without anyone, the parts
 * of a hidden place, and a group that hiding cannot protect because it is all there is.
 */
export function hideSmall(cells: Cell[]): ShownCell[] {
  const groups = Map.groupBy(withWholes(cells), ({ code }) => wholeOf(code));
  const shown = new Map<string, number | null>();
  judge("");
  return cells.flatMap(({ code }) => {
    const verified = shown.get(code);
    return verified === undefined ? [] : [{ code, verified }];
  });

  function judge(whole: string): void {
    const members = groups.get(whole) ?? [];
    const hidden = toHide(members);
    if (hidden === null) return;
    for (const member of members) {
      const isHidden = hidden.includes(member);
      shown.set(member.code, isHidden ? null : member.verified);
      if (!isHidden) judge(member.code);
    }
  }
}

/** The cells that count anyone, and for each whole that was not passed the sum of its parts: its group is judged with it. */
function withWholes(cells: Cell[]): Cell[] {
  const all = cells.filter(({ verified }) => verified > 0);
  for (const whole of ["US-WI", "US", "CA"]) {
    const parts = all.filter(({ code }) => wholeOf(code) === whole);
    if (parts.length === 0 || all.some(({ code }) => code === whole)) continue;
    all.push({ code: whole, verified: sum(parts) });
  }
  return all;
}

/** Which of a group are hidden; null where even hiding all of them would give one away. */
function toHide(members: Cell[]): Cell[] | null {
  const bySize = members.toSorted((a, b) => a.verified - b.verified || (a.code < b.code ? -1 : 1));
  const hidden = bySize.filter(({ code, verified }) => verified < SHOWN_FROM && isSmall(code));
  if (hidden.length === 0) return hidden;
  const rest = bySize.filter((cell) => !hidden.includes(cell));
  while (!isSafe(hidden, rest[0]?.verified ?? Infinity)) {
    const next = rest.shift();
    if (!next) return null;
    hidden.push(next);
  }
  return hidden;
}

/**
 * Whether no hidden figure follows from the sum of them all. A reader of these rules knows that each is at least one, that
 * one small place at least has under five, and that whatever is hidden for its sake has not more than the least shown.
 */
function isSafe(hidden: Cell[], leastShown: number): boolean {
  const total = sum(hidden);
  if (hidden.length < 2 || total < SHOWN_FROM) return false;
  const under = SHOWN_FROM - 1;
  // One small place among large ones cannot be there for another's sake: it is under five itself.
  const isAlone = hidden.filter(({ code }) => isSmall(code)).length === 1;
  const mostOfSmall = isAlone ? under : Math.max(under, leastShown);
  const most = hidden.map(({ code }) => (isSmall(code) ? mostOfSmall : leastShown));
  return hidden.every(({ code }, i) => {
    const others = most.filter((_, j) => j !== i).reduce((a, b) => a + b, 0);
    const isTheSmallOne = isSmall(code) && total - others <= under;
    const low = Math.max(
      1,
      total - (isTheSmallOne || others === Infinity ? others : others - (mostOfSmall - under)),
    );
    const high = Math.min(most[i] ?? 0, total - (hidden.length - 1));
    return low < high;
  });
}

function sum(cells: Cell[]): number {
  return cells.reduce((total, { verified }) => total + verified, 0);
}
