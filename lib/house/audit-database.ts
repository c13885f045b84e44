/** `npm run audit -- --database`: compares tallies, ledger, pledges and log in the database, and says so in plain words. */
import { closeDatabase } from "#lib/db.ts";
import { StartError } from "#lib/env.ts";
import { type Finding, type Reconciliation, reconcile } from "#lib/ledger/reconcile.ts";
import { log } from "#lib/log.ts";
import { onDatabase } from "./on-database.ts";

const SUBJECTS: Record<Finding["check"], string> = {
  tally: "A number that is shown is not the sum of the ledger",
  position: "An entry's place in the count is not right",
  pledge: "A signature and its entries in the ledger disagree",
  log: "The public log is not what the ledger says, or was changed",
};

/** Answers the exit code: 0 when everything agrees, 1 when something does not, 2 when it could not be found out. */
export async function run({ repair = false } = {}): Promise<0 | 1 | 2> {
  // What is found is told in words below.
  log.level = "silent";
  try {
    return await onDatabase(async () => {
      try {
        const result = await reconcile({ repair, progress: showProgress });
        hideProgress();
        console.log(report(result, repair));
        return result.found > 0 ? 1 : 0;
      } finally {
        await closeDatabase();
      }
    });
  } catch (error) {
    hideProgress();
    console.error(error instanceof StartError ? error.message : sentence(error as Error));
    return 2;
  }
}

/** PostgreSQL's code for a table that is not there. */
const NO_TABLE = "42P01";

function sentence(error: Error & { code?: string }): string {
  if (error.code === NO_TABLE)
    return "This database is empty or of an older version: check DATA_DIR or DATABASE_URL, or run `npm run migrate` first.";
  return `The audit could not be finished: ${error.message}`;
}

/** What was found, for somebody who has never seen the program. */
export function report({ position, findings, found, repaired }: Reconciliation, repair: boolean): string {
  const compared = `${count(position, "entry", "entries")} of the ledger compared with the tallies, the signatures and the public log`;
  if (found === 0) return `${compared}: everything agrees.`;
  const groups = (Object.keys(SUBJECTS) as Finding["check"][]).flatMap((check) => {
    const lines = findings.filter((finding) => finding.check === check).map(line);
    return lines.length > 0 ? [`\n${SUBJECTS[check]}:`, ...lines] : [];
  });
  const rest = found - findings.length;
  const mended = repaired > 0 ? `\nRebuilt from the ledger: ${count(repaired, "tally", "tallies")}.` : "";
  const hint =
    !repair && findings.some(({ check }) => check === "tally")
      ? "\nTallies can be rebuilt from the ledger: add --repair."
      : "";
  return [
    `${compared}: ${count(found, "thing does", "things do")} not agree.`,
    ...groups,
    rest > 0 ? `\n… and ${rest} more.` : "",
    mended,
    hint,
  ]
    .filter(Boolean)
    .join("\n");
}

function line({ what, is, should }: Finding): string {
  return `  ${what}: is ${is ?? "missing"}, should be ${should ?? "absent"}`;
}

function count(n: number, one: string, many: string): string {
  return `${n.toLocaleString("en-US")} ${n === 1 ? one : many}`;
}

function showProgress(step: string, done: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${step} ${done.toLocaleString("en-US")}`);
}

function hideProgress(): void {
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
}
