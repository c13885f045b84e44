import { clearAlarm, raiseAlarm } from "#lib/alarms/alarms.ts";
import { mailAlarm } from "#lib/mail/alarm-mail.ts";
import { askTask } from "#lib/tasks/ask.ts";
import { latestTasks } from "#lib/tasks/queries.ts";
import { lastGoodBackup } from "./queries.ts";
import { isOverdue } from "./watch-rules.ts";

/** The nightly backup: asks for it, unless one waits or is being made. */
export async function askNightly(): Promise<void> {
  const tasks = await latestTasks(["backup"], 5);
  if (tasks.some(({ endedAt }) => endedAt === null)) return;
  await askTask(null, { kind: "backup", organizerId: null, params: {} });
}

/** Raises the alarm, and writes to the owners once a day, as long as there has been no good backup for too long. */
export async function watchBackups(now: Date): Promise<void> {
  const last = await lastGoodBackup();
  if (!isOverdue(last, now)) return clearAlarm("backup");
  await raiseAlarm("backup", { lastGood: last.lastGood });
  await mailAlarm("backup", now);
}
