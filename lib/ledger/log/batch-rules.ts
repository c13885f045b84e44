/** So many waiting entries are published hourly, fewer daily: a small batch would tell when somebody confirmed. */
export const CROWD = 20;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export type Batch = {
  /** Entries that have a position and are no leaf yet. */
  waiting: number;
  /** When the first of them was written; null where that is not known. */
  waitingSince: Date | null;
  lastPublishedAt: Date | null;
  now: Date;
};

/** Whether the waiting entries are to be published now: at once the very first time, then hourly or daily. */
export function isDue(batch: Batch): boolean {
  return batch.waiting > 0 && dueAt(batch) <= batch.now;
}

/**
 * When what waits will be published at the latest, if nothing more comes. A last publication more than an hour ahead of the
 * clock was dated by a clock that has been set back since: it does not keep the log waiting.
 *
 * Few are published at the hour of the last publication, a whole number of days after it. After quiet days the next to
 * confirm would otherwise be published alone and at once, and the checkpoint's date would be the moment at which he did.
 */
export function dueAt({ waiting, waitingSince, lastPublishedAt, now }: Batch): Date {
  if (lastPublishedAt === null || lastPublishedAt.getTime() > now.getTime() + HOUR) return now;
  if (waiting >= CROWD) return new Date(lastPublishedAt.getTime() + HOUR);
  // Never later than a day from now, whatever a clock said when it was written.
  const since = Math.min((waitingSince ?? now).getTime(), now.getTime());
  const days = Math.max(1, Math.ceil((since - lastPublishedAt.getTime()) / DAY));
  return new Date(lastPublishedAt.getTime() + days * DAY);
}
