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
