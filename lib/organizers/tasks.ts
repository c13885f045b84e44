import { record } from "#lib/audit/record.ts";
import { transaction } from "#lib/db.ts";
import { askToStop } from "#lib/tasks/ask.ts";
import { latestTasks, type Task, taskOf } from "#lib/tasks/queries.ts";
import { type Action, demand, may, type Scope } from "./scope.ts";

/** What one must be allowed to do to see a task of a kind, and to stop it. A kind that is missing here nobody sees. */
const NEEDS: Readonly<Record<string, Action>> = {
  export: "exports.make",
  import: "imports.make",
  import_check: "imports.make",
  bulk: "pledges.bulk",
  bulk_undo: "pledges.bulk",
  backup: "health.read",
};

/** A task, for who may do what it does; null for everybody else, and for an unknown id. */
export async function visibleTask(scope: Scope, id: string): Promise<Task | null> {
  const task = isUuid(id) ? await taskOf(id) : null;
  const action = task && NEEDS[task.kind];
  return action && may(scope, action) ? task : null;
}

/** The last tasks of some kinds, the newest first. Throws Refused for kinds that are not his. */
export async function visibleTasks(scope: Scope, kinds: string[], limit = 20): Promise<Task[]> {
  for (const kind of kinds) demand(scope, actionOf(kind));
  return latestTasks(kinds, limit);
}

/** Asks a task to stop after the step in hand. Answers whether there was one, and it had not ended. */
export async function stopTask(scope: Scope, id: string): Promise<boolean> {
  const task = await visibleTask(scope, id);
  if (!task) return false;
  demand(scope, actionOf(task.kind));
  return transaction(async (client) => {
    const isStopped = await askToStop(id, client);
    if (isStopped)
      await record(client, {
        scope,
        action: "task.stop",
        subject: `task:${id}`,
        after: { kind: task.kind, done: task.done },
      });
    return isStopped;
  });
}

function actionOf(kind: string): Action {
  const action = NEEDS[kind];
  if (!action) throw new Error(`no right belongs to tasks of the kind ${kind}`);
  return action;
}

function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
}
