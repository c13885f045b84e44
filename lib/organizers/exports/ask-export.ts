import { record } from "#lib/audit/record.ts";
import { sealApp } from "#lib/crypto.ts";
import { transaction } from "#lib/db.ts";
import { PASSPHRASE } from "#lib/exports/make.ts";
import type { ExportInput } from "#lib/exports/schema.ts";
import { askTask } from "#lib/tasks/ask.ts";
import { demand, type Scope } from "../scope.ts";

/** Asks for a file to be made, and answers the task. What it is of is recorded; the passphrase is kept sealed until it is made. */
export async function askExport(scope: Scope, input: ExportInput, passphrase?: string): Promise<string> {
  demand(scope, "exports.make");
  if (input.what === "audit") demand(scope, "audit.read");
  return transaction(async (client) => {
    const params = { ...input, news: input.news ? "on" : "" };
    const id = await askTask(client, { kind: "export", organizerId: scope.organizerId, params });
    if (passphrase)
      await client.query(
        `UPDATE "Task" SET params = params || jsonb_build_object($2::text, $3::text) WHERE id = $1`,
        [id, PASSPHRASE, sealApp("export", passphrase, `${PASSPHRASE}:${id}`).toString("base64url")],
      );
    await record(client, {
      scope,
      action: "export.make",
      subject: `export:${id}`,
      after: { ...params, zip: Boolean(passphrase) },
    });
    return id;
  });
}
