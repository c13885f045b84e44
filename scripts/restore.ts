/** `npm run restore`: puts a backup back, and does what is to be done after an older copy of the database was put back. */
import { clearAlarm } from "#lib/alarms/alarms.ts";
import { putBack } from "#lib/backups/put-back.ts";
import { settle } from "#lib/backups/settle.ts";
import { BackupUnusable, type Unusable } from "#lib/backups/unusable.ts";
import { now } from "#lib/clock.ts";
import { closeDatabase } from "#lib/db.ts";
import { StartError } from "#lib/env.ts";
import { report as auditReport } from "#lib/house/audit-database.ts";
import { onDatabase } from "#lib/house/on-database.ts";
import { readOptions } from "#lib/house/options.ts";
import { isUnacknowledged, type Restored, restore } from "#lib/house/restore.ts";
import { log } from "#lib/log.ts";
import { updateDatabase } from "#lib/migrations.ts";

const HELP = `npm run restore -- FILE          puts a backup of npm run backup into an empty database, and then does the same as below
npm run restore -- FILE --replace NAME   puts it in place of everything that is in the database of that name
npm run restore                  after a copy of the database was put back by other means: erases again who was erased since,
                                 compares it with the last published head (DATA_DIR/log-head) and, where published
                                 entries are missing, begins a new public log that names the old one
npm run restore -- --acknowledge takes the notice of it off the integrity page

Stop Countersign first, everywhere. APP_SECRET must be the one that the backup was made with. DATA_DIR should be the one that was in
use last; where it is lost, start with an empty one: what the backup has of it is put there.`;

const { values: options, positionals } = readOptions(HELP, {
  options: { help: { type: "boolean" }, acknowledge: { type: "boolean" }, replace: { type: "string" } },
  allowPositionals: true,
});
const [file, ...more] = positionals;

const UNUSABLE: Record<Unusable, string> = {
  missing: "There is no such file.",
  secret: "The backup was made with another APP_SECRET: set that one.",
  foreign: "This file is no backup of Countersign.",
  damaged: "The backup is damaged or was cut off: take another one.",
  version: "The backup was made by a newer version of Countersign, or by another one: use that version.",
};

// What happens is told in words below.
log.level = "silent";
try {
  if (options.help || more.length > 0 || (options.replace !== undefined && !file)) console.log(HELP);
  else
    await onDatabase(async (url) =>
      (options.acknowledge ? acknowledge() : bringInOrder(url)).finally(closeDatabase),
    );
} catch (error) {
  const said = error instanceof BackupUnusable ? `${UNUSABLE[error.reason]} (${error.message})` : null;
  if (said === null && !(error instanceof StartError)) throw error;
  console.error(said ?? (error as Error).message);
  process.exit(2);
}
process.exit();

async function acknowledge(): Promise<void> {
  const stood = await isUnacknowledged();
  await clearAlarm("restored");
  console.log(stood ? "The notice of the restore is off." : "There was no notice of a restore.");
}

async function bringInOrder(url: string): Promise<void> {
  const restored = await restore(now(), { isHeadOld: file ? await putBackFrom(file, url) : false });
  console.log(report(restored));
  if (restored.reconciliation && restored.reconciliation.found > 0) process.exitCode = 1;
}

/** Answers whether the last published head had to be taken from the backup itself. */
async function putBackFrom(path: string, url: string): Promise<boolean> {
  const put = await putBack({ file: path, replace: options.replace });
  const { head, manifest, isHeadOld } = put;
  await updateDatabase(url);
  await settle(put);
  const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0);
  console.log(
    `The backup of ${head.madeAt.slice(0, 16).replace("T", " ")} UTC is back: ${rows} rows, all there.`,
  );
  return isHeadOld;
}

function report({ erasures, lost, reconciliation }: Restored): string {
  const again = `Erased again: ${erasures}.`;
  if (!lost) return `No published entry is missing: the log goes on as it was.\n${again}`;
  const { entries, published, database, origin } = lost;
  const when = (at: Date | null | undefined) =>
    at ? `${at.toISOString().slice(0, 16).replace("T", " ")} UTC` : "at a time that is not known";
  const head = (of: typeof database) =>
    of ? `${of.origin}, ${of.size} entries, ${when(of.at)}` : "nothing published";
  const isKnown = published.at !== null;
  const untold = isKnown
    ? "This database does not hold the log that was published last: which of its entries are gone cannot be told."
    : "DATA_DIR was empty: whatever was published after the backup is gone, and how much cannot be told.";
  return [
    entries
      ? `Published entries ${entries.from} to ${entries.to} are gone: ${entries.to - entries.from + 1} in all.`
      : untold,
    `  published last    ${head(published)}`,
    `  in this database  ${head(database)}`,
    again,
    `A new log begins: ${origin}. Its checkpoints name the head of the old one.`,
    reconciliation ? auditReport(reconciliation, false) : "",
    "The integrity page says so until you run: npm run restore -- --acknowledge",
  ]
    .filter(Boolean)
    .join("\n");
}
