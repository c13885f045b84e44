import { now } from "#lib/clock.ts";
import { type InHand, TaskRefused } from "#lib/tasks/in-hand.ts";
import { BackupBusy, codeOf, makeBackup } from "./make.ts";

/** How often the task says how far it is (milliseconds). */
const TELL = 1_000;

/** The task `backup`. One that was interrupted begins anew: half a backup is none. */
export async function doBackup({ check, save, task }: InHand): Promise<object> {
  let told = 0;
  const tell = async (rows: number, about: number) => {
    check();
    if (performance.now() - told < TELL) return;
    told = performance.now();
    await save({ done: rows, total: Math.max(about, rows) });
  };
  try {
    check();
    const { id, size, position, rows } = await makeBackup({ now: now(), onProgress: tell });
    await save({ done: rows, total: rows });
    return { backup: id, size, position, rows, task: task.id };
  } catch (error) {
    // A full disk is as full after ten seconds.
    if (error instanceof BackupBusy || ["ENOSPC", "EACCES", "EROFS"].includes(codeOf(error)))
      throw new TaskRefused(codeOf(error));
    throw error;
  }
}
