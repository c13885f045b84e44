/**
 * Whether the elected tallier has stopped: no fold and no other word from its connection for longer than `patience`
 * milliseconds. A time ahead of `now` was written before the clock was set back and says nothing.
 */
export function isStalled(
  { foldedAt, activeAt, now }: { foldedAt: Date; activeAt: Date; now: Date },
  patience: number,
): boolean {
  const signs = [foldedAt, activeAt].map((at) => now.getTime() - at.getTime());
  return !signs.some((age) => age >= 0 && age <= patience);
}

/** How long to wait for one that may only be slow, as over a huge backlog: twice as long after each time it was ended. */
export function nextPatience(patience: number, first: number): number {
  return Math.min(patience * 2, first * 20);
}

/** When a duty of the tallier was done last, on the clock of `performance.now()`, and how often in a row it has failed. */
export type Turn = { at: number; failures: number };
/** The longest pause between two tries of a duty that fails: its cause is read once a minute, not once a second. */
const LONGEST_PAUSE = 60_000;

/** Whether a duty is due: every so many milliseconds, or with 0 whenever something new was counted; after failing, anyway. */
export function isDutyDue(
  every: number,
  { last, hasNew, now }: { last: Turn | undefined; hasNew: boolean; now: number },
): boolean {
  if (!last) return true;
  const age = now - last.at;
  if (last.failures > 0) return age >= Math.min(1_000 * 2 ** (last.failures - 1), LONGEST_PAUSE);
  return every === 0 ? hasNew : age >= every;
}
