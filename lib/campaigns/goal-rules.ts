import { editionState } from "./rules.ts";

type Hours = { opensAt: Date; closesAt: Date };

/**
 * Whether pages show the figures of an edition: from `shownFrom` on, and always once it has closed, because a result is a
 * result. Open data always carries the exact number.
 */
export function showsFigures(verified: number, edition: Hours & { shownFrom: number }, now: Date): boolean {
  return verified >= edition.shownFrom || editionState(edition, now) === "closed";
}

/**
 * How far a count has come: `percent` in whole numbers, never above 100 and 100 only when the goal is really reached;
 * `drawn` is how many the strokes stand for, `beyond` how many came after the goal.
 */
export function progress(verified: number, goal: number) {
  const isReached = verified >= goal;
  return {
    isReached,
    percent: isReached ? 100 : Math.floor((verified * 100) / goal),
    drawn: Math.min(verified, goal),
    beyond: Math.max(0, verified - goal),
  };
}

/** The next tenth of the goal, and the count that it takes; null when the goal is reached. */
export function nextMilestone(verified: number, goal: number): { percent: number; count: number } | null {
  for (let percent = 10; percent <= 100; percent += 10) {
    const count = Math.ceil((goal * percent) / 100);
    if (count > verified) return { percent, count };
  }
  return null;
}

/**
 * Whole men a day, today and the closing day included, until the goal; null when it is reached or the edition is not open.
 * Days are those of the edition's time zone.
 */
export function perDayNeeded(
  { goal, timeZone, ...hours }: Hours & { goal: number; timeZone: string },
  verified: number,
  now: Date,
): number | null {
  if (verified >= goal || editionState(hours, now) !== "open") return null;
  // An edition that closes at midnight closes with the day before.
  const last = dayNumber(new Date(hours.closesAt.getTime() - 1), timeZone);
  return Math.ceil((goal - verified) / (last - dayNumber(now, timeZone) + 1));
}

/** Days since 1970 of the calendar day that a moment falls on. */
export function dayNumber(moment: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return dayNumberOf(parts.format(moment));
}

/** Days since 1970 of a day like `2026-11-21`. */
export function dayNumberOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}
