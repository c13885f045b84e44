/** `npm run restore`: what is to be done after an older copy of the database was put back. */
import { clearAlarm } from "#lib/alarms/alarms.ts";
import { now } from "#lib/clock.ts";
import { closeDatabase } from "#lib/db.ts";
import { StartError } from "#lib/env.ts";
import { report as auditReport } from "#lib/house/audit-database.ts";
import { onDatabase } from "#lib/house/on-database.ts";
import { readOptions } from "#lib/house/options.ts";
import { isUnacknowledged, type Restored, restore } from "#lib/house/restore.ts";
import { log } from "#lib/log.ts";

const HELP = `npm run restore                  after an older copy of the database was put back: erases again who was erased since,
                                 compares it with the last published head (DATA_DIR/log-head) and, where published
                                 entries are missing, begins a new public log that names the old one
npm run restore -- --acknowledge takes the notice of it off the integrity page

Stop the worker first. Putting back the copy itself is not done here: use pg_restore, or exchange DATA_DIR/postgres.
DATA_DIR must be the one that was in use last, not a copy from the backup.`;

const { values: options } = readOptions(HELP, {
  options: { help: { type: "boolean" }, acknowledge: { type: "boolean" } },
});

// What happens is told in words below.
log.level = "silent";
try {
  if (options.help) console.log(HELP);
  else
    await onDatabase(async () =>
      (options.acknowledge ? acknowledge() : bringInOrder()).finally(closeDatabase),
    );
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(error.message);
  process.exit(2);
}
process.exit();

async function acknowledge(): Promise<void> {
  const stood = await isUnacknowledged();
  await clearAlarm("restored");
  console.log(stood ? "The notice of the restore is off." : "There was no notice of a restore.");
}

async function bringInOrder(): Promise<void> {
  const restored = await restore(now());
  console.log(report(restored));
  if (restored.reconciliation && restored.reconciliation.found > 0) process.exitCode = 1;
}

function report({ erasures, lost, reconciliation }: Restored): string {
  const again = `Erased again: ${erasures}.`;
  if (!lost) return `No published entry is missing: the log goes on as it was.\n${again}`;
  const { entries, published, database, origin } = lost;
  const when = (at: Date | null | undefined) => at?.toISOString().slice(0, 16).replace("T", " ") ?? "unknown";
  const head = (of: typeof database) =>
    of ? `${of.origin}, ${of.size} entries, ${when(of.at)} UTC` : "nothing published";
  return [
    entries
      ? `Published entries ${entries.from} to ${entries.to} are gone: ${entries.to - entries.from + 1} in all.`
      : "This database does not hold the log that was published last: which of its entries are gone cannot be told.",
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
