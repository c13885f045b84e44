/** So many waiting entries are published hourly, fewer daily: a small batch would tell when somebody confirmed. */
export const CROWD = 20;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export type Batch = {
  /** Entries that have a position and are no leaf yet. */
  waiting: number;
  lastPublishedAt: Date | null;
  now: Date;
};

/** Whether the waiting entries are to be published now: at once the very first time, then hourly or daily. */
export function isDue({ waiting, lastPublishedAt, now }: Batch): boolean {
  if (waiting === 0) return false;
  return dueAt({ waiting, lastPublishedAt, now }) <= now;
}

/**
 * When what waits will be published at the latest, if nothing more comes. A last publication more than an hour ahead of the
 * clock was dated by a clock that has been set back since: it does not keep the log waiting.
 */
export function dueAt({ waiting, lastPublishedAt, now }: Batch): Date {
  if (lastPublishedAt === null || lastPublishedAt.getTime() > now.getTime() + HOUR) return now;
  return new Date(lastPublishedAt.getTime() + (waiting >= CROWD ? HOUR : DAY));
}
