import pg from "pg";
import { env } from "#lib/env.ts";
import { loading } from "./load.ts";
import { makeRoom, refuseOthers } from "./make-room.ts";
import { planOf } from "./plan.ts";
import { keepingFiles } from "./put-back-files.ts";
import { type Unpacked, unpack } from "./unpack.ts";

export type PuttingBack = {
  file: string;
  /** The name of the database, as it was typed, where what is in it shall go. */
  replace?: string | undefined;
};

export type PutBack = Unpacked & {
  /** The last published head had to be taken from the backup: whether more was published after it nobody here can tell. */
  isHeadOld: boolean;
};

/**
 * Puts a backup into an empty database, or in place of all that is in it where its name was typed. The backup is read from end
 * to end first, and then everything happens in one transaction: the database is as it was, or as the backup has it. Afterwards it
 * has the migrations of that time and no routines: `updateDatabase` and `settle` come next. Files of DATA_DIR that are there
 * stay. Throws StartError, where it must not be done, and BackupUnusable.
 */
export async function putBack({ file, replace }: PuttingBack): Promise<PutBack> {
  const { databaseUrl, dataDir } = env();
  const { head } = await unpack(file);
  const statements = planOf(head);
  const files = keepingFiles(dataDir);
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: 5_000,
    application_name: "countersign restore",
  });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("BEGIN");
    await refuseOthers(client);
    await makeRoom(client, replace);
    for (const sql of statements) await client.query(sql);
    const rows = await loading(client, head);
    const unpacked = await unpack(file, { table: rows.take, file: files.take });
    await rows.end();
    await client.query("COMMIT");
    const isHeadOld = files.end().includes("log-head");
    // Without it the first queries would be planned for empty tables.
    await client.query("ANALYZE");
    return { ...unpacked, isHeadOld };
  } catch (error) {
    files.discard();
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}
