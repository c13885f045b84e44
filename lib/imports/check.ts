import { loadSecrets } from "#lib/crypto.ts";
import { csvHeader, csvRows } from "#lib/csv.ts";
import { makeFile } from "#lib/exports/files.ts";
import type { InHand } from "#lib/tasks/in-hand.ts";
import { localeOr, words } from "#lib/words.ts";
import { candidate, createSeen, judge } from "./judge.ts";
import { batchesOf, listOf } from "./rows.ts";

const BATCH = 1_000;
export const ERROR_COLUMNS = ["row", "column", "code", "said"] as const;

/** What a check came to: how many rows would be taken, and how many not, by why. */
export type Checked = { rows: number; good: number; problems: Record<string, number>; first: Listed[] };
type Listed = { row: number; column: string; code: string };

/** As many are shown at once; the file has all of them. */
const SHOWN = 50;

/**
 * The task `import_check`: reads the whole list, judges every row as the import would, and writes nothing but a file that says which
 * rows would not be taken, and why. It names rows and columns, and repeats nothing of what stands there.
 */
export async function checkTask({ task, check, save }: InHand): Promise<Checked> {
  await loadSecrets();
  const list = await listOf(task.params);
  const t = words(localeOr(task.params.lang), "imports");
  const checked: Checked = { rows: 0, good: 0, problems: {}, first: [] };
  const seen = createSeen();
  await save({ done: 0, total: list.shape.lines });
  const lines = async function* () {
    yield { text: csvHeader(ERROR_COLUMNS), rows: 0 };
    for await (const batch of batchesOf(list, { after: 0, size: BATCH, now: list.createdAt })) {
      check();
      const people = batch.flatMap((read) => ("person" in read ? [candidate(read.row, read.person)] : []));
      const judged = await judge(people, list, seen);
      const listed: Listed[] = [
        ...batch.flatMap((read) =>
          "problems" in read
            ? read.problems.map(({ field, code }) => ({
                row: read.row,
                column: field ?? "",
                code: code as string,
              }))
            : [],
        ),
        ...judged.flatMap(({ row, skip }) => (skip ? [{ row, column: "", code: skip as string }] : [])),
      ].sort((a, b) => a.row - b.row);
      checked.rows += batch.length;
      checked.good += judged.filter(({ skip }) => skip === null).length;
      for (const { code } of listed) checked.problems[code] = (checked.problems[code] ?? 0) + 1;
      checked.first.push(...listed.slice(0, SHOWN - checked.first.length));
      const said = listed.map((one) => ({ ...one, said: t(`problems.${one.code}` as never) }));
      if (said.length > 0) yield { text: csvRows(ERROR_COLUMNS, said), rows: said.length };
      await save({ done: checked.rows });
    }
  };
  await makeFile(task.id, { name: "import-problems.csv", lines: lines() });
  await save({ done: checked.rows, total: checked.rows });
  return checked;
}
