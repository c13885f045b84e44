import { dayNumber, dayNumberOf } from "#lib/campaigns/goal-rules.ts";

export type CurvePoint = { x: number; total: number };
type Counted = {
  opensAt: Date;
  closesAt: Date;
  timeZone: string;
  days: { day: string; total: number }[];
};

/** Days after the closing day on which confirmations still come in. */
const CONFIRMING = 7;

/**
 * An edition's count at the end of each of its days: `x` 1 is the day of its opening, 0 the evening before. It goes on to
 * today, or to the end of the week after the closing; what changed later is left to the final figure. Days without a
 * change are filled in. Empty where nobody was counted.
 */
export function curveOf({ opensAt, closesAt, timeZone, days }: Counted, now: Date): CurvePoint[] {
  const before = dayNumber(opensAt, timeZone) - 1;
  const today = dayNumber(now, timeZone) - before;
  const last = Math.min(today, lastDay({ opensAt, closesAt, timeZone }) + CONFIRMING);
  const totals = new Map(days.map(({ day, total }) => [Math.max(1, dayNumberOf(day) - before), total]));
  if (days.length === 0 || last < 1) return [];
  const points: CurvePoint[] = [{ x: 0, total: 0 }];
  for (let x = 1, total = 0; x <= last; x++) {
    total = totals.get(x) ?? total;
    points.push({ x, total });
  }
  return points;
}

/** Which day of an edition its last one is. */
export function lastDay({ opensAt, closesAt, timeZone }: Omit<Counted, "days">): number {
  return dayNumber(new Date(closesAt.getTime() - 1), timeZone) - dayNumber(opensAt, timeZone) + 1;
}
