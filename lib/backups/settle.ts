import { rmSync } from "node:fs";
import { join } from "node:path";
import { record } from "#lib/audit/record.ts";
import { transaction } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import type { Unpacked } from "./unpack.ts";

/**
 * What must not go on by itself in a database that was put back: sessions and links of organizers, who may have been shown out
 * since; tasks that somebody had asked for; exports, which may name people who were erased since. And that it was put back stands in
 * the audit log from then on.
 */
export async function settle({ head, manifest }: Unpacked): Promise<void> {
  await transaction(async (client) => {
    await client.query(`UPDATE "OrganizerSession" SET revoked_at = now() WHERE revoked_at IS NULL`);
    await client.query(`DELETE FROM "SignInToken"`);
    await client.query(
      `UPDATE "Task" SET stop_asked_at = coalesce(stop_asked_at, now()), stopped_at = now(), claimed_until = NULL
       WHERE num_nonnulls(finished_at, stopped_at, failed_at) = 0`,
    );
    await client.query(
      `UPDATE "ExportFile" SET key_sealed = NULL, removed_at = now() WHERE removed_at IS NULL`,
    );
    // The one that was put back was being made when it was read.
    await client.query(`DELETE FROM "Backup" WHERE finished_at IS NULL AND failed_at IS NULL`);
    const after = { madeAt: head.madeAt, position: manifest.position };
    await record(client, { scope: null, action: "backup.restore", subject: `backup:${head.madeAt}`, after });
  });
  rmSync(join(env().dataDir, "exports"), { recursive: true, force: true });
}
