import type { Task } from "./queries.ts";

/** Whole percent that are done; null while nobody knows how much it is. */
export function percentDone({ done, total }: Pick<Task, "done" | "total">): number | null {
  if (total === null) return null;
  return total === 0 ? 100 : Math.min(100, Math.floor((100 * done) / total));
}

/** Seconds that it will go on at its pace so far; null before there is one. */
export function secondsLeft(
  { done, total, startedAt }: Pick<Task, "done" | "total" | "startedAt">,
  now: Date,
): number | null {
  if (total === null || startedAt === null || done === 0) return null;
  const spent = Math.max(0, now.getTime() - startedAt.getTime()) / 1_000;
  return Math.ceil((spent / done) * Math.max(0, total - done));
}
