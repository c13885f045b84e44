import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { loadSecrets } = await import("#lib/crypto.ts");
const { query, transaction } = await import("#lib/db.ts");
const { env } = await import("#lib/env.ts");
const { checkTask } = await import("#lib/imports/check.ts");
const { importOf } = await import("#lib/imports/queries.ts");
const { importTask } = await import("#lib/imports/run.ts");
const { deskEdition } = await import("#lib/organizers/desk-edition.ts");
const { checkList, startImport, throwAway, uploadList } = await import("#lib/organizers/imports/deeds.ts");
const { postUpload } = await import("#lib/organizers/imports/post-imports.ts");
const { askTask, askToStop } = await import("#lib/tasks/ask.ts");
const { taskOf } = await import("#lib/tasks/queries.ts");
const { runWaitingTasks } = await import("#lib/tasks/run.ts");
const { confirm } = await import("#lib/pledges/confirm.ts");
const { reconcile } = await import("#lib/ledger/reconcile.ts");
const { invalidate } = await import("#lib/pledges/invalidate.ts");
const { reinstate } = await import("#lib/pledges/reinstate.ts");
const { withdraw } = await import("#lib/pledges/withdraw.ts");
const { confirmed, signed } = await import("../../support/confirmed.ts");
const { differences, foldAll } = await import("../../support/ledger.ts");
const { listed, listOf, openEdition } = await import("../../support/lists.ts");
const { anEnrolled } = await import("../../support/organizers.ts");
const { scopeOf } = await import("../../support/scopes.ts");
const { count } = await import("../../support/signers.ts");
type InHand = import("#lib/tasks/in-hand.ts").InHand;
type Listed = import("../../support/lists.ts").Listed;
type Mapping = import("#lib/imports/fields.ts").Mapping;

const olivia = scopeOf("organizer");
const CONSENT = "They signed cards at the workshop; Omar keeps the cards.";
const COLUMNS = { name: 0, email: 1, birth_year: 2, country: 3, region: 4, county: 5, stance: 6 };
const MAPPING: Mapping = {
  hasHeader: true,
  columns: COLUMNS,
  country: "US",
  region: "US-WI",
  lang: "en",
  stance: "man",
};
const HANDLERS = { import_check: checkTask, import: importTask };
let edition: { id: string };

beforeAll(async () => {
  await loadSecrets();
  edition = await openEdition("river");
});

async function* inParts(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000);
}

async function upload(list: string | Buffer) {
  const found = await deskEdition(olivia, "imports.make", { campaign: "river" });
  if (!found) throw new Error("no edition");
  return uploadList(olivia, found, inParts(Buffer.from(list as string)));
}

/** Uploaded and checked; answers its id. */
async function checked(list: string | Buffer, mapping: Mapping = MAPPING): Promise<string> {
  const uploaded = await upload(list);
  if (!uploaded.ok) throw new Error(uploaded.problem);
  expect(await checkList(olivia, uploaded.id, { mapping, evidence: "witnessed", consent: CONSENT })).toEqual({
    ok: true,
  });
  await runWaitingTasks(HANDLERS);
  return uploaded.id;
}
const checkOf = async (id: string) => (await taskOf((await importOf(id))?.checkTaskId ?? ""))?.result;
const runOf = async (id: string) => taskOf((await importOf(id))?.taskId ?? "");
const ofImport = (id: string) => count("Pledge", `import_id = '${id}'`);

test("men are told from those who are known already, in the check as in the import", async () => {
  const taken = { birth_year: "1980", country: "US", region: "US-WI", stance: "man" };
  await confirmed(edition.id, { name: "Adam Counted", email: "adam@example.org" });
  await signed(edition.id, { name: "Ben Waiting", email: "ben@example.org" });
  const gone = await confirmed(edition.id, { name: "Carl Gone", email: "carl@example.org" });
  await withdraw(gone, { now: new Date() });
  const row = (name: string, email: string) => `${name},${email},${taken.birth_year},US,US-WI,,man`;
  const list = [
    "name,email,birth_year,country,region,county,stance",
    row("adam  COUNTED", "Adam@Example.org"),
    row("Ben Waiting", "ben@example.org"),
    row("Carl Gone", "carl@example.org"),
    row("Dan New", "dan@example.org"),
    row("Dan New", "dan@example.org"),
    row("Ed New", "dan@example.org"),
    row("Fred Third", "dan@example.org"),
    row("Guy Card", ""),
    row("Guy Card", ""),
    row("", ""),
  ].join("\n");
  const id = await checked(list);
  const reasons = {
    already_counted: 1,
    already_waiting: 1,
    withdrawn: 1,
    twice_in_list: 2,
    household_full: 1,
  };
  expect(await checkOf(id)).toMatchObject({ rows: 10, good: 3, problems: { ...reasons, name_empty: 1 } });
  expect(await ofImport(id)).toBe(0);

  expect(await startImport(olivia, id)).toEqual({ ok: true });
  await runWaitingTasks(HANDLERS);
  expect((await runOf(id))?.result).toEqual({ rows: 10, taken: 3, skipped: { ...reasons, unreadable: 1 } });
  const entries = await query(
    `SELECT e.kind, e.evidence, e.region FROM "LedgerEntry" e JOIN "Pledge" p ON p.id = e.pledge_id WHERE p.import_id = $1`,
    [id],
  );
  expect(entries).toEqual(Array(3).fill({ kind: "verified", evidence: "witnessed", region: "US-WI" }));
  const [stated] = await query(
    `SELECT DISTINCT w.wording FROM "Pledge" p JOIN "ConsentWording" w ON w.id = p.wording_id WHERE p.import_id = $1`,
    [id],
  );
  expect(stated).toEqual({ wording: { stated: CONSENT } });
  expect(await count("Mail", `pledge_id IN (SELECT id FROM "Pledge" WHERE import_id = '${id}')`)).toBe(0);
  await foldAll();
  expect(await differences()).toEqual([]);
  // File and key are gone, and the same file is known.
  expect(existsSync(join(env().dataDir, "imports", id))).toBe(false);
  expect(await importOf(id)).toMatchObject({ keySealed: null });
  expect(await upload(list)).toEqual({ ok: false, problem: "known", id });
});

test("one that dies in the middle, is stopped, and goes on, takes everybody once", async () => {
  const people = Array.from({ length: 1_700 }, (_, index) => listed(10_000 + index));
  const id = await checked(listOf(people));
  await startImport(olivia, id);
  let saves = 0;
  const dying = (hands: InHand) =>
    importTask({
      ...hands,
      save: async (progress, client) => {
        await hands.save(progress, client);
        // In the transaction of the second batch: it is rolled back whole.
        if (client && ++saves === 2) throw new Error("the light went out");
      },
    });
  await runWaitingTasks({ import: dying });
  const task = (await runOf(id))?.id ?? "";
  expect(await taskOf(task)).toMatchObject({ done: 500, endedAt: null });
  expect(await ofImport(id)).toBe(500);

  await query(`UPDATE "Task" SET claimed_until = NULL WHERE id = $1`, [task]);
  saves = 0;
  const stopped = (hands: InHand) =>
    importTask({
      ...hands,
      save: async (progress, client) => {
        // Before the batch has the task's row.
        if (client && ++saves === 1) {
          await askToStop(task);
          while (!hands.signal.aborted) await new Promise((resolve) => setTimeout(resolve, 20));
        }
        await hands.save(progress, client);
      },
    });
  await runWaitingTasks({ import: stopped });
  expect(await taskOf(task)).toMatchObject({ state: "stopped", done: 1_000 });
  expect(await ofImport(id)).toBe(1_000);

  expect(await startImport(olivia, id)).toEqual({ ok: true });
  await runWaitingTasks(HANDLERS);
  expect((await runOf(id))?.result).toEqual({ rows: 1_700, taken: 1_700, skipped: {} });
  expect(await ofImport(id)).toBe(1_700);
  expect(await count("LedgerEntry", `pledge_id IN (SELECT id FROM "Pledge" WHERE import_id = '${id}')`)).toBe(
    1_700,
  );
});

test("men who sign while their list is brought in are counted once, and no household is above its limit", async () => {
  const people = Array.from({ length: 600 }, (_, index) => ({
    ...listed(70_001),
    name: `Brother ${["Adam", "Ben", "Carl"][index % 3]}`,
    email: `crowd${Math.floor(index / 3)}@crossed.example`,
    birth_year: "1980",
  }));
  const id = await checked(listOf(people));
  await startImport(olivia, id);
  const signing = Array.from({ length: 6 }, async (_, worker) => {
    for (let index = 599 - worker; index >= 0; index -= 12) {
      const { name, email } = people[index] as Listed;
      const pledge = await signed(edition.id, { name, email });
      await confirm(pledge, { correction: null, seen: null, now: new Date() });
    }
  });
  await Promise.all([runWaitingTasks(HANDLERS), ...signing]);
  expect((await runOf(id))?.state).toBe("finished");
  const households = await query<{ men: number }>(
    `SELECT (count(*) FILTER (WHERE is_counted(p)))::int AS men FROM "Pledge" p
     WHERE edition_id = $1 AND email_domain = 'crossed.example' GROUP BY mailbox_key`,
    [edition.id],
  );
  expect(new Set(households.map(({ men }) => men))).toEqual(new Set([2]));
  await foldAll();
  expect(await differences()).toEqual([]);
  expect((await reconcile()).findings).toEqual([]);
});

test("whoever came in by a list and is invalidated gives his place in the household back, and gets one again or none", async () => {
  const brothers = ["Dan", "Ed", "Fred"].map((first) => ({
    name: `Brother ${first}`,
    email: "house@back.example",
  }));
  const id = await checked(listOf(brothers.slice(0, 2).map((one) => ({ ...listed(80_001), ...one }))));
  await startImport(olivia, id);
  await runWaitingTasks(HANDLERS);
  const [dan, ed] = (
    await query<{ id: string }>(`SELECT id FROM "Pledge" WHERE import_id = $1 ORDER BY slot`, [id])
  ).map((row) => row.id) as [string, string];
  const at = { now: new Date() };
  for (const one of [dan, ed]) await invalidate(one, { reason: "automated", ...at });
  const fred = await confirmed(edition.id, brothers[2]);
  expect([await reinstate(dan, at), await reinstate(ed, at)]).toEqual(["reinstated", "household_full"]);
  await withdraw(fred, at);
  expect(await reinstate(ed, at)).toBe("reinstated");
});

test("a list can be thrown away before, and then brought in again", async () => {
  const list = listOf([listed(50_001), listed(50_002)]);
  const id = await checked(list);
  expect(await throwAway(olivia, id)).toBe(true);
  expect(existsSync(join(env().dataDir, "imports", id))).toBe(false);
  expect(await startImport(olivia, id)).toEqual({ ok: false, problem: "gone" });
  expect((await upload(list)).ok).toBe(true);
});

test("what a list says is not changed, nor the list thrown away, while somebody begins to bring it in", async () => {
  const id = await checked(listOf([listed(60_001)]));
  const terms = { mapping: MAPPING, evidence: "paper", consent: `${CONSENT} Or so.` };
  let changing: Promise<unknown> | undefined;
  await transaction(async (client) => {
    await client.query(`SELECT FROM "Import" WHERE id = $1 FOR UPDATE`, [id]);
    changing = Promise.all([checkList(olivia, id, terms), throwAway(olivia, id)]);
    while ((await query("SELECT FROM pg_locks WHERE NOT granted")).length < 2);
    const task = await askTask(client, { kind: "import", organizerId: null, params: { import: id } });
    await client.query(`UPDATE "Import" SET task_id = $2 WHERE id = $1`, [id, task]);
  });
  expect(await changing).toEqual([{ ok: false, problem: "begun" }, false]);
  expect(await importOf(id)).toMatchObject({ evidence: "witnessed", consent: CONSENT, removedAt: null });
  await runWaitingTasks(HANDLERS);
  expect((await runOf(id))?.state).toBe("finished");
});

test.each([
  ["empty", Buffer.from("")],
  ["picture", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")],
  ["workbook", Buffer.from("504b030414000600080000002100", "hex")],
  ["binary", Buffer.from("name,birth_year\nJo\0hn,1980\n")],
  [
    "binary",
    Buffer.concat([Buffer.from(`name,birth_year\n${"John,1980\n".repeat(20_000)}`), Buffer.from([0])]),
  ],
  ["no_columns", Buffer.from("just some words\nand more of them\n")],
  ["too_many_columns", Buffer.from(`${"a,".repeat(1_000_000)}a\n`)],
  ["open_quote", Buffer.from(`"${"a".repeat(200_000)}`)],
])("%s is refused with its reason, and nothing of it stays", async (problem, bytes) => {
  const before = [await count("Import"), await count("AuditEvent")];
  const files = readdirSync(join(env().dataDir, "imports")).length;
  expect(await upload(bytes)).toEqual({ ok: false, problem });
  expect([await count("Import"), await count("AuditEvent")]).toEqual(before);
  expect(readdirSync(join(env().dataDir, "imports")).length).toBe(files);
});

test("a file that goes bad behind its beginning fails with the row, and nobody of it comes in", async () => {
  const good = listOf(Array.from({ length: 1_000 }, (_, index) => listed(60_000 + index)));
  const id = await checked(`${good}"never closed,\n${"a,b\n".repeat(20_000)}`);
  expect(await taskOf((await importOf(id))?.checkTaskId ?? "")).toMatchObject({
    state: "failed",
    error: "open_quote_1002",
  });
  expect(await startImport(olivia, id)).toEqual({ ok: false, problem: "unchecked" });
});

test("UTF-16 and Windows-1252 are read as what they are", async () => {
  const text = "name;birth_year;region\r\nJosé Muñoz 70001;1980;Wisconsin\r\n";
  for (const bytes of [
    Buffer.from(`\uFEFF${text}`, "utf16le"),
    Buffer.from(text.replace("70001", "70002"), "latin1"),
  ]) {
    const id = await checked(bytes, { ...MAPPING, columns: { name: 0, birth_year: 1, region: 2 } });
    expect(await checkOf(id)).toMatchObject({ rows: 1, good: 1 });
  }
});

test("an upload by the form, for who may and has just shown who he is", async () => {
  const { browser } = await anEnrolled("organizer");
  const form = new FormData();
  form.append("list", new Blob([listOf([listed(80_001)])]), "cards.csv");
  const post = async (headers: Headers) => {
    const body = new Request("http://localhost:3000/", { method: "POST", body: form });
    headers.set("content-type", body.headers.get("content-type") ?? "");
    const address = "http://localhost:3000/organize/imports/upload?campaign=river";
    const answer = await postUpload(
      new Request(address, { method: "POST", headers, body: await body.arrayBuffer() }),
    );
    return answer.headers.get("location") ?? String(answer.status);
  };
  const to = await post(browser.headers());
  expect(to).toMatch(/^\/organize\/imports\/[0-9a-f-]{36}$/);
  expect(await importOf(to.split("/").at(-1) ?? "")).toMatchObject({
    shape: { columns: 12, delimiter: "," },
  });
  expect(await post(new Headers({ "sec-fetch-site": "same-origin" }))).toBe("/organize/sign-in");
  expect(await post(new Headers({ "sec-fetch-site": "cross-site" }))).toBe("403");
  expect(await post((await anEnrolled("moderator")).browser.headers())).toBe("/organize/refused");
});
