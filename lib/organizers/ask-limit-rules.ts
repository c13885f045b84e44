/** What is left of a network's share, as it stood at `at` (milliseconds). */
export type Share = { left: number; at: number };

/** So many may be asked for at once: an office signs in together on the morning of the news conference. */
export const AT_ONCE = 20;
/** Milliseconds after which one more may. */
export const ONE_MORE_AFTER = 30_000;

/** Takes one of a network's share, which fills up again as time passes. A network that is not known has all of it. */
export function takeOne(share: Share | undefined, now: number): { ok: boolean; share: Share } {
  const left = share ? refilled(share, now) : AT_ONCE;
  return left >= 1
    ? { ok: true, share: { left: left - 1, at: now } }
    : { ok: false, share: { left, at: now } };
}

/** Whether it has all of its share again, and so need not be remembered. */
export function isFull(share: Share, now: number): boolean {
  return refilled(share, now) >= AT_ONCE;
}

/** A clock that was set back takes nothing away. */
function refilled({ left, at }: Share, now: number): number {
  return Math.min(AT_ONCE, left + Math.max(0, now - at) / ONE_MORE_AFTER);
}
