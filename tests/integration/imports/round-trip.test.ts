import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { loadSecrets } = await import("#lib/crypto.ts");
const { query } = await import("#lib/db.ts");
const { env } = await import("#lib/env.ts");
const { exportTask } = await import("#lib/exports/make.ts");
const { filesOf, openFile } = await import("#lib/exports/files.ts");
const { readCsv } = await import("#lib/imports/csv-reader.ts");
const { guessColumns } = await import("#lib/imports/fields.ts");
const { checkTask } = await import("#lib/imports/check.ts");
const { importTask } = await import("#lib/imports/run.ts");
const { importOf } = await import("#lib/imports/queries.ts");
const { reconcile } = await import("#lib/ledger/reconcile.ts");
const { deskEdition } = await import("#lib/organizers/desk-edition.ts");
const { askExport } = await import("#lib/organizers/exports/ask-export.ts");
const { checkList, startImport, uploadList } = await import("#lib/organizers/imports/deeds.ts");
const { taskOf } = await import("#lib/tasks/queries.ts");
const { runWaitingTasks } = await import("#lib/tasks/run.ts");
const { foldAll } = await import("../../support/ledger.ts");
const { listed, listOf, LIST_COLUMNS, openEdition } = await import("../../support/lists.ts");
const { scopeOf } = await import("../../support/scopes.ts");
type Listed = import("../../support/lists.ts").Listed;

/** A hundred thousand take minutes: ROUND_TRIP_ROWS=100000 asks for them. */
const ROWS = Number(process.env.ROUND_TRIP_ROWS ?? 5_000);
const olivia = scopeOf("organizer");
const HANDLERS = {
  export: exportTask(async () => new Map<string, string>()),
  import_check: checkTask,
  import: importTask,
};
const people = Array.from({ length: ROWS }, (_, index) => listed(index));
/** A row each, in an order that does not depend on ids. */
const sorted = (rows: Listed[]) =>
  rows.map((row) => LIST_COLUMNS.map((column) => row[column]).join("\u0001")).sort();

async function* inParts(text: string | Buffer, size = 60_000): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text as string);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function bringIn(slug: string, list: string): Promise<string> {
  const found = await deskEdition(olivia, "imports.make", { campaign: slug });
  if (!found) throw new Error("no such edition");
  const uploaded = await uploadList(olivia, found, inParts(list));
  if (!uploaded.ok) throw new Error(uploaded.problem);
  const header = list.slice(0, list.indexOf("\r\n")).replace("\uFEFF", "").split(",");
  const mapping = {
    ...guessColumns(header),
    country: "US",
    region: null,
    lang: "en",
    stance: "man" as const,
  };
  const consent = "They signed cards at the workshop; Omar keeps the cards.";
  expect(await checkList(olivia, uploaded.id, { mapping, evidence: "paper", consent })).toEqual({ ok: true });
  await runWaitingTasks(HANDLERS);
  return uploaded.id;
}

async function takeOut(slug: string): Promise<string> {
  const task = await askExport(olivia, {
    what: "pledges",
    campaign: slug,
    year: 2026,
    news: false,
    personal: "contact",
    state: undefined,
    place: undefined,
    evidence: undefined,
  });
  await runWaitingTasks(HANDLERS);
  const file = (await filesOf([task])).get(task);
  const stream = file && (await openFile(file.id));
  if (!stream) throw new Error("no file");
  return new Response(stream as BodyInit).text();
}

async function read(text: string): Promise<Listed[]> {
  const rows: Listed[] = [];
  let header: string[] = [];
  for await (const found of readCsv([text.replace("\uFEFF", "")], ","))
    for (const { row, cells } of found) {
      if (row === 1) header = cells;
      else
        rows.push(
          Object.fromEntries(
            LIST_COLUMNS.map((one) => [one, (cells[header.indexOf(one)] ?? "").replace(/^'(?=[=+\-@])/, "")]),
          ) as Listed,
        );
    }
  return rows;
}

beforeAll(async () => {
  await loadSecrets();
  await openEdition("first");
  await openEdition("second");
});

test("people go in, out, and in again, and are the same", { timeout: 900_000 }, async () => {
  const id = await bringIn("first", listOf(people));
  const checked = await taskOf((await importOf(id))?.checkTaskId ?? "");
  expect(checked).toMatchObject({ state: "finished", result: { rows: ROWS, good: ROWS, problems: {} } });
  expect(await startImport(olivia, id)).toEqual({ ok: true });
  await runWaitingTasks(HANDLERS);
  const run = await taskOf((await importOf(id))?.taskId ?? "");
  expect(run).toMatchObject({ state: "finished", result: { rows: ROWS, taken: ROWS, skipped: {} } });
  expect(existsSync(join(env().dataDir, "imports", id))).toBe(false);

  const text = await takeOut("first");
  expect(sorted(await read(text))).toEqual(sorted(people));

  const again = await bringIn("second", text);
  expect(await startImport(olivia, again)).toEqual({ ok: true });
  await runWaitingTasks(HANDLERS);
  expect((await taskOf((await importOf(again))?.taskId ?? ""))?.result).toMatchObject({ taken: ROWS });
  expect(sorted(await read(await takeOut("second")))).toEqual(sorted(people));

  await foldAll(20_000);
  const { findings } = await reconcile();
  expect(findings).toEqual([]);
  const [tally] = await query<{ n: number }>(
    `SELECT sum(count)::int AS n FROM "Tally" WHERE dimension = 'all' AND evidence = 'paper'`,
  );
  expect(tally?.n).toBe(2 * ROWS);
});
