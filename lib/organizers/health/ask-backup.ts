import { record } from "#lib/audit/record.ts";
import { transaction } from "#lib/db.ts";
import { askTask } from "#lib/tasks/ask.ts";
import { demand, type Scope } from "../scope.ts";

/** Asks for a backup. False where one waits or is being made. */
export async function askBackup(scope: Scope): Promise<boolean> {
  demand(scope, "settings.change");
  return transaction(async (client) => {
    // Two clicks are one backup.
    await client.query(`SELECT pg_advisory_xact_lock(7405, 7)`);
    const { rowCount } = await client.query(
      `SELECT 1 FROM "Task" WHERE kind = 'backup' AND num_nonnulls(finished_at, stopped_at, failed_at) = 0 LIMIT 1`,
    );
    if (rowCount) return false;
    const id = await askTask(client, { kind: "backup", organizerId: scope.organizerId, params: {} });
    await record(client, { scope, action: "backup.ask", subject: `backup:${id}` });
    return true;
  });
}
