import { TaskRefused } from "#lib/tasks/in-hand.ts";
import { readCsv, UnreadableCsv } from "./csv-reader.ts";
import type { Mapping } from "./fields.ts";
import { type Import, importOf } from "./queries.ts";
import { type Person, type RowProblem, readRow } from "./row-rules.ts";
import { listText } from "./store.ts";

/** Rows of a list that are taken on at all. */
export const MOST_ROWS = 1_000_000;

export type ReadRow = { row: number } & ({ person: Person } | { problems: RowProblem[] });

/** The list of a task, ready to be read. Throws TaskRefused. */
export async function listOf(params: Record<string, unknown>): Promise<Import & { mapping: Mapping }> {
  const list = typeof params.import === "string" ? await importOf(params.import) : null;
  if (!list?.mapping || !list.evidence || !list.consent) throw new TaskRefused("no_list");
  return { ...list, mapping: list.mapping };
}

/**
 * The rows of a list behind `after`, read by its mapping, in batches of `size`. Throws TaskRefused where the file is gone or cannot be
 * read on.
 */
export async function* batchesOf(
  list: Import & { mapping: Mapping },
  { after, size, now }: { after: number; size: number; now: Date },
): AsyncGenerator<ReadRow[]> {
  const text =
    list.keySealed && (await listText(list.id, { keySealed: list.keySealed, encoding: list.shape.encoding }));
  if (!text) throw new TaskRefused("file_gone");
  const { mapping, timeZone } = list;
  let batch: ReadRow[] = [];
  try {
    for await (const rows of readCsv(text, list.shape.delimiter)) {
      for (const { row, cells } of rows) {
        if (row > MOST_ROWS) throw new TaskRefused("too_many_rows");
        if (row <= after || (row === 1 && mapping.hasHeader)) continue;
        const read = readRow(cells, mapping, { now, timeZone, columns: list.shape.columns });
        batch.push(read.ok ? { row, person: read.person } : { row, problems: read.problems });
        if (batch.length < size) continue;
        yield batch;
        batch = [];
      }
    }
  } catch (error) {
    throw error instanceof UnreadableCsv ? new TaskRefused(`${error.code}_${error.row}`) : error;
  }
  if (batch.length > 0) yield batch;
}
