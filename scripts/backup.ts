/** `npm run backup`: one sealed file with everything that a restore needs. */

import { BackupBusy, codeOf, makeBackup } from "#lib/backups/make.ts";
import { sizeOf } from "#lib/backups/size.ts";
import { now } from "#lib/clock.ts";
import { closeDatabase } from "#lib/db.ts";
import { StartError } from "#lib/env.ts";
import { onDatabase } from "#lib/house/on-database.ts";
import { readOptions } from "#lib/house/options.ts";
import { log } from "#lib/log.ts";

const HELP = `npm run backup                 makes a backup in DATA_DIR/backups and removes the superfluous ones there
npm run backup -- --to PLACE   makes it in a directory, or as a file that is not there yet

It holds the whole database as one moment saw it, the films, DATA_DIR/log-head and DATA_DIR/erasures, sealed (age) with a key that
follows from APP_SECRET, which is not in it: keep that apart, or the backup is of no use to anybody. Nobody has to be stopped.
A worker makes one every night by itself. npm run restore -- FILE puts one back.`;

const { values: options } = readOptions(HELP, {
  options: { help: { type: "boolean" }, to: { type: "string" } },
});

// What happens is told in words below.
log.level = "silent";
try {
  if (options.help) console.log(HELP);
  else await onDatabase(() => make().finally(closeDatabase));
} catch (error) {
  console.error(sentence(error as Error));
  process.exit(1);
}
process.exit();

async function make(): Promise<void> {
  const { file, size, rows, position } = await makeBackup({ now: now(), to: options.to });
  console.log(
    `${file}\n${rows} rows, ledger up to entry ${position}, ${sizeOf("en", size)}; read back and compared.`,
  );
}

function sentence(error: Error): string {
  if (error instanceof StartError) return error.message;
  if (error instanceof BackupBusy) return "Another backup of this database is being made: wait for it.";
  if (codeOf(error) === "EEXIST") return `${options.to} is there already: nothing is written over it.`;
  if (codeOf(error) === "ENOSPC") return "The disk is full: make room, or name another place with --to.";
  // A table that is not there.
  if (codeOf(error) === "42P01") return "This database is empty: there is nothing to back up.";
  return `The backup was not made, and nothing is left of it (${codeOf(error)}): ${error.message}`;
}
