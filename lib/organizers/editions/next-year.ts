import { localTime, momentIn } from "#lib/campaigns/moments.ts";

type Newest = { year: number; opensAt: Date; closesAt: Date; timeZone: string; goal: number | null };

/**
 * What the form for the next edition proposes: the year after; the opening on the same day of the week 52 weeks later, because
 * such campaigns begin on a Monday; the closing on the same date of the next year. Clocks show the same time as now.
 */
export function proposalFor({ year, opensAt, closesAt, timeZone, goal }: Newest): Record<string, string> {
  const opens = localTime(opensAt, timeZone);
  const closes = localTime(closesAt, timeZone);
  return {
    year: String(year + 1),
    goal: String(goal ?? ""),
    opens: `${daysLater(opens.slice(0, 10), 364)}${opens.slice(10)}`,
    closes: `${nextYear(closes.slice(0, 10))}${closes.slice(10)}`,
    time_zone: timeZone,
  };
}

function daysLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The 29th of February becomes the 28th. */
function nextYear(day: string): string {
  const same = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
  return momentIn(same, "UTC") ? same : same.replace("-29", "-28");
}
