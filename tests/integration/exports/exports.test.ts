import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from "@zip.js/zip.js";
import { beforeAll, expect, test } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { loadSecrets } = await import("#lib/crypto.ts");
const { query } = await import("#lib/db.ts");
const { env } = await import("#lib/env.ts");
const { filesOf, openFile, removeExpiredFiles } = await import("#lib/exports/files.ts");
const { exportTask, forgetPassphrases } = await import("#lib/exports/make.ts");
const { PLEDGE_COLUMNS } = await import("#lib/exports/pledges.ts");
const { exportSchema } = await import("#lib/exports/schema.ts");
const { askExport } = await import("#lib/organizers/exports/ask-export.ts");
const { postDownload, postExport } = await import("#lib/organizers/exports/post-exports.ts");
const { readCsv } = await import("#lib/imports/csv-reader.ts");
const { erase } = await import("#lib/pledges/erase.ts");
const { withdraw } = await import("#lib/pledges/withdraw.ts");
const { askToStop } = await import("#lib/tasks/ask.ts");
const { taskOf } = await import("#lib/tasks/queries.ts");
const { runWaitingTasks } = await import("#lib/tasks/run.ts");
const { confirmed, signed } = await import("../../support/confirmed.ts");
const { openEdition } = await import("../../support/lists.ts");
const { anEnrolled, letSessionAge } = await import("../../support/organizers.ts");
const { scopeOf } = await import("../../support/scopes.ts");
const { count } = await import("../../support/signers.ts");
type InHand = import("#lib/tasks/in-hand.ts").InHand;

const olivia = scopeOf("organizer");
const HANDLERS = { export: exportTask(async () => new Map([["x", "Olivia"]])) };
const PASSPHRASE = "correct horse battery";

beforeAll(async () => {
  await loadSecrets();
  const { id } = await openEdition("river");
  const born = { birth_year: "1980" };
  await confirmed(id, { ...born, name: "Adam Counted", email: "adam@example.org", news: "on" });
  await signed(id, { ...born, name: "Ben Waiting", email: "ben@example.org" });
  const carl = await confirmed(id, { ...born, name: "Carl Withdrew", email: "carl@example.org" });
  await withdraw(carl, { now: new Date() });
  const dan = await confirmed(id, { ...born, name: "Dan Erased", email: "dan@example.org" });
  await erase(dan, { now: new Date() } as never);
  await confirmed(id, {
    birth_year: String(new Date().getFullYear() - 16),
    name: "Ed Minor",
    email: "ed@example.org",
  });
  await confirmed(id, {
    ...born,
    name: "Fred Moved",
    email: "fred@example.org",
    region: "US-OH",
    news: "on",
  });
  await query(
    `INSERT INTO "Suppression" (mailbox_key, reason) SELECT mailbox_key, 'not_me' FROM "Pledge" WHERE region = 'US-OH'`,
  );
});

const ask = (fields: Record<string, string> = {}, passphrase?: string) =>
  askExport(
    olivia,
    exportSchema.parse({ what: "pledges", campaign: "river", year: "2026", ...fields }),
    passphrase,
  );

async function fetched(task: string): Promise<Buffer> {
  const file = (await filesOf([task])).get(task);
  const stream = file && (await openFile(file.id));
  if (!stream) throw new Error("no file");
  return Buffer.from(await new Response(stream as BodyInit).arrayBuffer());
}

async function made(fields: Record<string, string> = {}): Promise<Record<string, string>[]> {
  const task = await ask(fields);
  await runWaitingTasks(HANDLERS);
  const text = (await fetched(task)).toString("utf8");
  expect(text.startsWith("\uFEFF")).toBe(true);
  const rows: string[][] = [];
  for await (const found of readCsv([text.slice(1)], ",")) rows.push(...found.map(({ cells }) => cells));
  const [header = [], ...lines] = rows;
  return lines.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ""])));
}
const brief = (rows: Record<string, string>[]) =>
  rows.map(({ state, name, email }) => `${state} ${name} ${email}`.trim());

test("minors, those who withdrew and those who were erased go without name and address, whatever is asked for", async () => {
  const rows = await made({ personal: "contact" });
  expect(Object.keys(rows[0] ?? {})).toEqual([...PLEDGE_COLUMNS]);
  expect(brief(rows)).toEqual([
    "counted Adam Counted adam@example.org",
    "waiting Ben Waiting ben@example.org",
    "withdrawn",
    "erased",
    "counted",
    // His mailbox wants nothing from us.
    "counted Fred Moved",
  ]);
  expect(rows.map(({ birth_year }) => birth_year)).toEqual(["1980", "1980", "", "", "", "1980"]);
});

test.each([
  [
    { personal: "name" },
    ["counted Adam Counted", "waiting Ben Waiting", "withdrawn", "erased", "counted", "counted Fred Moved"],
  ],
  [{}, ["counted", "waiting", "withdrawn", "erased", "counted", "counted"]],
  [{ state: "withdrawn" }, ["withdrawn"]],
  [{ state: "counted", place: "US-OH", personal: "name" }, ["counted Fred Moved"]],
  [{ news: "on", personal: "contact" }, ["counted Adam Counted adam@example.org"]],
  [{ evidence: "paper" }, []],
])("%j", async (fields, expected) => {
  expect(brief(await made(fields as Record<string, string>))).toEqual(expected);
});

test("totals, history and the audit log have their columns", async () => {
  for (const what of ["totals", "history"]) expect(Array.isArray(await made({ what }))).toBe(true);
  const log = await made({ what: "audit" });
  expect(log[0]).toMatchObject({ action: "export.make", organizer_id: olivia.organizerId });
});

test("the file on the disk is sealed, and with a passphrase the download is, too", async () => {
  const task = await ask({ personal: "contact" }, PASSPHRASE);
  expect(JSON.stringify((await taskOf(task))?.params)).not.toContain(PASSPHRASE);
  await runWaitingTasks(HANDLERS);
  const file = (await filesOf([task])).get(task);
  expect(file).toMatchObject({ type: "application/zip", rows: 6, name: expect.stringMatching(/\.zip$/) });
  const disk = readFileSync(join(env().dataDir, "exports", file?.id ?? ""));
  expect(disk.toString("latin1")).toMatch(/^age-encryption\.org\/v1\n/);
  const zip = await fetched(task);
  expect(zip.length).toBe(file?.size);
  expect(zip.toString("latin1")).not.toContain("adam@example.org");
  const open = async (password: string) => {
    const [entry] = await new ZipReader(new Uint8ArrayReader(zip), { password }).getEntries();
    if (!entry || entry.directory) throw new Error("no entry");
    return Buffer.from(await entry.getData(new Uint8ArrayWriter(), { useWebWorkers: false })).toString(
      "utf8",
    );
  };
  expect(await open(PASSPHRASE)).toContain("adam@example.org");
  await expect(open("correct horse batterx")).rejects.toThrow();
  await forgetPassphrases();
  expect((await taskOf(task))?.params).not.toHaveProperty("passphrase");
});

test("one that is stopped, and one that fails, leave nothing; after a crash the next try makes it anew", async () => {
  const left = () => readdirSync(join(env().dataDir, "exports")).length;
  const before = left();
  const stopped = await ask();
  const whenSaving = (deed: (hands: InHand) => Promise<void>) => ({
    export: (hands: InHand) =>
      HANDLERS.export({
        ...hands,
        save: async (progress) => {
          await hands.save(progress);
          if (progress.done > 0) await deed(hands);
        },
      }),
  });
  await runWaitingTasks(
    whenSaving(async (hands) => {
      await askToStop(stopped);
      while (!hands.signal.aborted) await new Promise((resolve) => setTimeout(resolve, 20));
    }),
  );
  expect((await taskOf(stopped))?.state).toBe("stopped");
  expect([left(), (await filesOf([stopped])).size]).toEqual([before, 0]);

  const failing = await ask();
  await runWaitingTasks(whenSaving(() => Promise.reject(new Error("the light went out"))));
  expect([left(), (await filesOf([failing])).size]).toEqual([before, 0]);
  await query(`UPDATE "Task" SET claimed_until = NULL WHERE id = $1`, [failing]);
  await runWaitingTasks(HANDLERS);
  expect((await taskOf(failing))?.result).toMatchObject({ rows: 6 });
  expect(left()).toBe(before + 1);
});

test("a file's time ends: the key goes with it", async () => {
  const task = await ask();
  await runWaitingTasks(HANDLERS);
  const id = (await filesOf([task])).get(task)?.id ?? "";
  await query(`UPDATE "ExportFile" SET expires_at = now() - interval '1 second' WHERE id = $1`, [id]);
  expect(await openFile(id)).toBeNull();
  expect(await removeExpiredFiles()).toBe(1);
  expect(existsSync(join(env().dataDir, "exports", id))).toBe(false);
  expect(await count("ExportFile", `id = '${id}' AND key_sealed IS NULL AND removed_at IS NOT NULL`)).toBe(1);
});

test("it is asked for and fetched by who may and has just shown who he is, and both are recorded", async () => {
  const { browser } = await anEnrolled("organizer");
  const scope = await browser.scope();
  const form = { what: "pledges", campaign: "river", year: "2026" };
  expect(await browser.post(postExport, form)).toContain("done=asked");
  expect(
    await browser.post(postExport, { ...form, passphrase: "short", passphrase_again: "short" }),
  ).toContain("problem=short");
  await runWaitingTasks(HANDLERS);
  const [task] = await query<{ id: string }>(`SELECT id FROM "Task" WHERE organizer_id = $1`, [
    scope.organizerId,
  ]);
  const id = (await filesOf([task?.id ?? ""])).get(task?.id ?? "")?.id ?? "";
  const download = (request: Request) => postDownload(request, id);
  const answer = await browser.submit(download, {});
  expect(answer.headers.get("content-disposition")).toMatch(
    /^attachment; filename="countersign-pledges-river-2026-/,
  );
  expect((await answer.text()).split("\r\n").length).toBe(8);
  expect(
    await count(
      "AuditEvent",
      `organizer_id = '${scope.organizerId}' AND action IN ('export.make', 'export.download')`,
    ),
  ).toBe(2);

  await letSessionAge(scope.sessionId, 11);
  expect(await browser.post(download)).toContain("/organize/second-factor");
  expect(await (await anEnrolled("moderator")).browser.post(download)).toBe("/organize/refused");
});
