import { dayNumber, dayNumberOf } from "#lib/campaigns/goal-rules.ts";
import { editionState } from "#lib/campaigns/rules.ts";

type Edition = { opensAt: Date; closesAt: Date; timeZone: string };
export type Forecast =
  | { state: "not_open" | "too_early" }
  | {
      state: "range";
      /** The count at closing, if each day that is left is like the second slowest, the middle one, the second best. */
      low: number;
      middle: number;
      high: number;
      /** The days that it was made from, and what a middle one of them brought. */
      days: number;
      perDay: number;
    };

/** Days that a forecast looks back on. */
const LOOK_BACK = 7;
/** Below these nothing is said: a range from one good evening would be read as a promise. */
const LEAST_DAYS = 3;
const LEAST_MEN = 20;

/**
 * Where the count will be at closing, as a range. From the last seven complete days (of the edition's time zone, without the
 * day of its opening, which is like no other): five or more of them lose their slowest and their best one, which a news
 * conference or a failure made; the rest say how slow and how good a day is. Each day left is taken for such a day, whatever
 * the day of the week. It is a reckoning, no probability: it cannot know of an event that is planned. `days` are the
 * changes by day, those without any left out; one that fell counts as none.
 */
export function forecastOf(
  edition: Edition,
  { verified, days }: { verified: number; days: { day: string; change: number }[] },
  now: Date,
): Forecast {
  if (editionState(edition, now) !== "open") return { state: "not_open" };
  const rates = completeDays(edition, days, now);
  if (rates.length < LEAST_DAYS || rates.reduce((a, b) => a + b, 0) < LEAST_MEN)
    return { state: "too_early" };
  const sorted = rates.toSorted((a, b) => a - b);
  const usual = sorted.length >= 5 ? sorted.slice(1, -1) : sorted;
  const middle = median(sorted);
  const left = (edition.closesAt.getTime() - now.getTime()) / 86_400_000;
  const [low, high] = [(usual[0] ?? 0) * left, (usual.at(-1) ?? 0) * left];
  const step = stepOf(high);
  return {
    state: "range",
    low: Math.max(verified, Math.floor((verified + low) / step) * step),
    middle: Math.max(verified, Math.round((verified + middle * left) / step) * step),
    high: Math.ceil((verified + high) / step) * step,
    days: rates.length,
    perDay: Math.round(middle),
  };
}

/** What each of the last complete days brought, the latest last; days without a change are among them. */
function completeDays({ opensAt, timeZone }: Edition, days: { day: string; change: number }[], now: Date) {
  const changes = new Map(days.map(({ day, change }) => [dayNumberOf(day), change]));
  const today = dayNumber(now, timeZone);
  const first = Math.max(dayNumber(opensAt, timeZone) + 1, today - LOOK_BACK);
  return Array.from({ length: Math.max(0, today - first) }, (_, i) =>
    Math.max(0, changes.get(first + i) ?? 0),
  );
}

function median(sorted: number[]): number {
  const half = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half)] ?? 0)) / 2;
}

/** Two digits of what is still to come: more of them would claim to be known. */
function stepOf(growth: number): number {
  return 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, growth))) - 1);
}
