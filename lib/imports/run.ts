import { loadSecrets } from "#lib/crypto.ts";
import { query, transaction } from "#lib/db.ts";
import type { InHand } from "#lib/tasks/in-hand.ts";
import { candidate, createSeen, judge } from "./judge.ts";
import { batchesOf, listOf, type ReadRow } from "./rows.ts";
import { removeListFile } from "./store.ts";
import { lockMailboxes, type Terms, termsOf, writePledges } from "./write.ts";

/** Rows of one transaction: half a second's work, and as many locks. */
const BATCH = 500;

/** What an import came to: men taken, and rows left out by why. */
export type Imported = { rows: number; taken: number; skipped: Record<string, number> };
type Cursor = Imported & { row: number };

const NOTHING: Cursor = { row: 0, rows: 0, taken: 0, skipped: {} };

/**
 * The task `import`: every row that can be taken becomes a pledge with its entry of the ledger, batch by batch, each exactly once: the
 * batch and the place where it ends are one transaction. One that was interrupted goes on behind its last batch. When all is done
 * the list's file and key are gone.
 */
export async function importTask({ task, check, save }: InHand): Promise<Imported> {
  await loadSecrets();
  let cursor: Cursor = { ...NOTHING, ...(task.cursor as Partial<Cursor> | null) };
  const list = await listOf(task.params);
  if (list.finishedAt) return outcomeOf(cursor);
  const terms = await termsOf(list);
  await save({ done: cursor.rows, total: list.shape.lines });
  for await (const batch of batchesOf(list, { after: cursor.row, size: BATCH, now: list.createdAt })) {
    check();
    cursor = await transaction(async (client) => {
      // A plan made while the table was small would read it whole.
      await client.query("SET LOCAL enable_seqscan = off");
      const next = await takeBatch(client, batch, { list, terms, cursor });
      await save({ done: next.rows, cursor: next }, client);
      return next;
    });
  }
  await query(`UPDATE "Import" SET finished_at = now(), key_sealed = NULL WHERE id = $1`, [list.id]);
  removeListFile(list.id);
  await save({ done: cursor.rows, total: cursor.rows });
  return outcomeOf(cursor);
}

type Client = Parameters<typeof writePledges>[0] & NonNullable<Parameters<typeof judge>[3]>;
type Context = { list: Awaited<ReturnType<typeof listOf>>; terms: Terms; cursor: Cursor };

async function takeBatch(
  client: Client,
  batch: ReadRow[],
  { list, terms, cursor }: Context,
): Promise<Cursor> {
  const people = batch.flatMap((read) => ("person" in read ? [candidate(read.row, read.person)] : []));
  await lockMailboxes(
    client,
    people.flatMap(({ mailbox }) => (mailbox ? [mailbox] : [])),
  );
  // Of earlier batches the database knows.
  const judged = await judge(people, list, createSeen(), client);
  const taken = judged.filter((one) => one.skip === null);
  if (taken.length > 0) await writePledges(client, list, terms, taken);
  const skipped = { ...cursor.skipped };
  const count = (code: string) => {
    skipped[code] = (skipped[code] ?? 0) + 1;
  };
  for (const { skip } of judged) if (skip) count(skip);
  for (const read of batch) if ("problems" in read) count("unreadable");
  return {
    row: batch.at(-1)?.row ?? cursor.row,
    rows: cursor.rows + batch.length,
    taken: cursor.taken + taken.length,
    skipped,
  };
}

function outcomeOf({ rows, taken, skipped }: Cursor): Imported {
  return { rows, taken, skipped };
}
