import { clearAlarm, raiseAlarm } from "#lib/alarms/alarms.ts";
import { now } from "#lib/clock.ts";
import { loadSecrets, logKey, uuidv7 } from "#lib/crypto.ts";
import { query, transaction } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { readKeptHead } from "./log/head-file.ts";
import { rawPublicKey, verifierKey } from "./log/note.ts";
import { type Finding, Findings } from "./reconcile/findings.ts";
import { checkLogs } from "./reconcile/log.ts";
import { checkPledges } from "./reconcile/pledges.ts";
import { checkTallier, PositionCheck } from "./reconcile/positions.ts";
import { rebuildTallies } from "./reconcile/rebuild.ts";
import { checkTallies } from "./reconcile/tallies.ts";
import { TallyFold } from "./reconcile/tally-fold.ts";
import { type Asked, walk } from "./reconcile/walk.ts";

export type { Finding } from "./reconcile/findings.ts";
export type Reconciliation = {
  /** Entries up to this position were compared. */
  position: number;
  /** The first hundred of what did not agree. */
  findings: Finding[];
  found: number;
  /** Tallies that were rebuilt. */
  repaired: number;
};
type Options = {
  /** Rebuilds tallies that are wrong; ledger, positions, pledges and log are never touched. */
  repair?: boolean;
  /** Told how far it has come: a step's name, and how many entries or leaves it has been through. */
  progress?: (step: string, done: number) => void;
};

/**
 * Compares tallies, ledger, pledges and log with each other, as they stood at one moment, while everything goes on. Keeps
 * the result, and raises the alarm `audit` (or clears it). Reads in chunks: memory does not grow with the ledger.
 */
export async function reconcile({
  repair = false,
  progress = () => {},
}: Options = {}): Promise<Reconciliation> {
  const findings = new Findings();
  const fold = new TallyFold();
  await loadSecrets();
  const publicKey = rawPublicKey(logKey());
  // Before the moment: the database may be ahead of what is kept, never behind.
  const kept = readKeptHead(env().dataDir);
  const position = await atOneMoment(async (client) => {
    const last = await checkLedger(client, fold, findings, progress);
    progress("pledges", last);
    await checkPledges(client, findings);
    const keyOf = (origin: string) => verifierKey(origin, publicKey);
    await checkLogs(client, { keyOf, kept, findings, progress });
    return last;
  });
  const repaired = repair && findings.byCheck.tally > 0 ? await rebuildTallies(fold, position) : 0;
  const result = { position, findings: findings.kept, found: findings.found, repaired };
  await keep(result);
  return result;
}

/** One snapshot for all reads: what is counted meanwhile is not seen halfway. */
function atOneMoment<T>(read: (client: Asked) => Promise<T>): Promise<T> {
  return transaction(read, { begin: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" });
}

/** Positions, numbers and tallies in one walk along the ledger; answers the last position. */
async function checkLedger(
  client: Asked,
  fold: TallyFold,
  findings: Findings,
  progress: NonNullable<Options["progress"]>,
): Promise<number> {
  const positions = new PositionCheck(findings);
  for await (const entries of walk(client)) {
    for (const entry of entries)
      if (entry.id === null) positions.addEmpty(entry);
      else positions.add(entry, fold.add(entry));
    progress("ledger", positions.last);
  }
  await checkTallier(client, positions.last, findings);
  await checkTallies(client, fold, findings);
  return positions.last;
}

async function keep({ position, findings, found, repaired }: Reconciliation): Promise<void> {
  await query(
    `INSERT INTO "Reconciliation" (id, position, findings, found, repaired) VALUES ($1, $2, $3, $4, $5)`,
    [uuidv7(now()), position, JSON.stringify(findings), found, repaired],
  );
  if (found > 0) await raiseAlarm("audit", { position, found, repaired, first: findings[0] });
  else await clearAlarm("audit");
}
