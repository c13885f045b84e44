import { backupDirectory } from "#lib/backups/keep.ts";
import { type Backup, lastGoodBackup, latestBackups } from "#lib/backups/queries.ts";
import { isOverdue } from "#lib/backups/watch-rules.ts";
import { latestTasks, type Task } from "#lib/tasks/queries.ts";
import { demand, type Scope } from "../scope.ts";

export type HouseBackups = {
  latest: Backup[];
  /** The last good one whose file is there. */
  last: Backup | null;
  isOverdue: boolean;
  /** The last time that one was asked for. */
  task: Task | null;
  directory: string;
};

export async function houseBackups(scope: Scope, now: Date): Promise<HouseBackups> {
  demand(scope, "health.read");
  const [latest, good, [task = null]] = await Promise.all([
    latestBackups(),
    lastGoodBackup(),
    latestTasks(["backup"], 1),
  ]);
  const last = latest.find(({ state }) => state === "good") ?? null;
  return { latest, last, isOverdue: isOverdue(good, now), task, directory: backupDirectory() };
}
