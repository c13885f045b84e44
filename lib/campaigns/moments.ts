/** The calendar years that moments fall into in a time zone. */
export function yearsOf(moments: Date[], timeZone: string): number[] {
  return moments.map((moment) => Number(wallClock(moment, timeZone).slice(0, 4)));
}

/**
 * Reads `2027-11-22T08:00` (or with seconds) as the clocks of a time zone show it, or `2027-11-22` as its first second,
 * with `endOfDay` its last. Null for what is no such time. A time that clocks pass over is an hour later, one that they
 * show twice is the first of the two.
 */
export function momentIn(text: string, timeZone: string, { endOfDay = false } = {}): Date | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2}))?)?$/.exec(text);
  if (!match) return null;
  const [, day, minutes = endOfDay ? "23:59" : "00:00", seconds = endOfDay && !match[2] ? "59" : "00"] =
    match;
  const wall = `${day}T${minutes}:${seconds}`;
  const asUtc = Date.parse(`${wall}Z`);
  // "2027-02-30" reads as March: what does not come back as it went in is no day.
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 19) !== wall) return null;
  const offsets = [-86_400_000, 86_400_000].map((step) => offsetAt(new Date(asUtc + step), timeZone));
  const candidates = offsets.map((offset) => new Date(asUtc - offset));
  const exact = candidates.filter((moment) => wallClock(moment, timeZone) === wall);
  return exact.sort((a, b) => a.getTime() - b.getTime())[0] ?? candidates[0] ?? null;
}

/**
 * What `<input type="datetime-local">` posts, as the clocks of a time zone show it. Refused is a time that those clocks pass
 * over (`gap`); one that they show twice is the first of the two.
 */
export function readLocalTime(
  text: string,
  timeZone: string,
): { ok: true; moment: Date } | { ok: false; reason: "time" | "gap" } {
  const moment = text.includes("T") ? momentIn(text, timeZone) : null;
  if (!moment) return { ok: false, reason: "time" };
  return wallClock(moment, timeZone).startsWith(text) ? { ok: true, moment } : { ok: false, reason: "gap" };
}

/** A moment for `<input type="datetime-local">`: `2027-11-22T08:00`, by the clocks of a time zone. */
export function localTime(moment: Date, timeZone: string): string {
  return wallClock(moment, timeZone).slice(0, 16);
}

export function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

function offsetAt(moment: Date, timeZone: string): number {
  const whole = Math.floor(moment.getTime() / 1000) * 1000;
  return Date.parse(`${wallClock(moment, timeZone)}Z`) - whole;
}

/** `2027-11-22T08:00:00`, as the clocks there show it. */
function wallClock(moment: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "medium",
  });
  return format.format(moment).replace(" ", "T");
}
