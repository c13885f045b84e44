import { doBackup } from "#lib/backups/task.ts";
import { exportTask } from "#lib/exports/make.ts";
import { checkTask } from "#lib/imports/check.ts";
import { importTask } from "#lib/imports/run.ts";
import { organizerNames } from "#lib/organizers/names.ts";
import { runBulk } from "#lib/pledges/bulk/run.ts";
import { undoBulk } from "#lib/pledges/bulk/undo.ts";
import type { TaskHandlers } from "#lib/tasks/run.ts";

/** Everything long that organizers may ask for, by its kind, and who does it. */
export const TASKS: TaskHandlers = {
  backup: doBackup,
  bulk: runBulk,
  bulk_undo: undoBulk,
  export: exportTask(organizerNames),
  import_check: checkTask,
  import: importTask,
};
