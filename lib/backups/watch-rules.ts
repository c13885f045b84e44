const HOUR = 60 * 60 * 1_000;

/** Hours without a good backup after which somebody must be told: a night, and two for what may come between. */
export const PATIENCE = 26;

/** Whether backups have been missing for too long. A new installation has as much time for its first one. */
export function isOverdue({ lastGood, since }: { lastGood: Date | null; since: Date }, now: Date): boolean {
  const from = Math.max(lastGood?.getTime() ?? 0, since.getTime());
  return now.getTime() - from > PATIENCE * HOUR;
}
