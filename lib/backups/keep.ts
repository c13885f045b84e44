import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { query } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { madeAt } from "./file-name.ts";
import { superfluous } from "./retention-rules.ts";

/** Where backups are made unless another place is named. */
export function backupDirectory(): string {
  return join(env().dataDir, "backups");
}

/** Removes the backups that have to go, what an interrupted one left behind, and says of those that are gone that they are. */
export async function keepRoom(directory = backupDirectory()): Promise<void> {
  const names = existsSync(directory) ? readdirSync(directory) : [];
  const ours = names.flatMap((name) => {
    const at = madeAt(name);
    return at ? [{ name, at }] : [];
  });
  const gone = [
    ...superfluous(ours).map(({ name }) => name),
    ...names.filter((name) => name.endsWith(".age.part")),
  ];
  for (const name of gone) rmSync(join(directory, name), { force: true });
  if (gone.length > 0) log.info({ event: "backups.removed", files: gone.length }, "older backups made room");
  const rows = await query<{ id: string; file: string }>(
    `SELECT id, file FROM "Backup" WHERE finished_at IS NOT NULL AND removed_at IS NULL`,
  );
  const missing = rows.filter(({ file }) => !existsSync(file)).map(({ id }) => id);
  if (missing.length > 0)
    await query(`UPDATE "Backup" SET removed_at = now() WHERE id = ANY ($1)`, [missing]);
}
