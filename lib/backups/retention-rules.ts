/** Nights and weeks of which a backup is kept. */
const DAYS = 7;
const WEEKS = 4;

export type Kept = { name: string; at: Date };

/**
 * Which backups have to go: of each of the last seven days and of each of the last four weeks that have any, the newest stays. Days and
 * weeks without one do not count, so that a machine that stood still for a month loses nothing on waking up. Days are those of
 * UTC, weeks begin on Monday.
 */
export function superfluous(backups: Kept[]): Kept[] {
  const newestFirst = [...backups].sort((a, b) => b.at.getTime() - a.at.getTime());
  const staying = new Set([
    ...newestOfEach(newestFirst, dayOf, DAYS),
    ...newestOfEach(newestFirst, weekOf, WEEKS),
  ]);
  return newestFirst.filter((backup) => !staying.has(backup));
}

function newestOfEach(newestFirst: Kept[], periodOf: (at: Date) => number, periods: number): Kept[] {
  const newest = new Map<number, Kept>();
  for (const backup of newestFirst) {
    const period = periodOf(backup.at);
    if (!newest.has(period)) newest.set(period, backup);
  }
  return [...newest.values()].slice(0, periods);
}

const DAY = 24 * 60 * 60 * 1_000;

function dayOf(at: Date): number {
  return Math.floor(at.getTime() / DAY);
}

/** The first of January 1970 was a Thursday. */
function weekOf(at: Date): number {
  return Math.floor((dayOf(at) + 3) / 7);
}
