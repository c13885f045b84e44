import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it, test } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { makeBackup } = await import("#lib/backups/make.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { query } = await import("#lib/db.ts");
const { exportTask } = await import("#lib/exports/make.ts");
const { checkTask } = await import("#lib/imports/check.ts");
const { importTask } = await import("#lib/imports/run.ts");
const { writeLetter } = await import("#lib/mail/letter.ts");
const { claim } = await import("#lib/mail/outbox.ts");
const { postSave } = await import("#lib/organizers/bulk/post-bulk.ts");
const { postExport } = await import("#lib/organizers/exports/post-exports.ts");
const { postHold } = await import("#lib/organizers/held/post-held.ts");
const { postMailTest } = await import("#lib/organizers/health/post-health.ts");
const imports = await import("#lib/organizers/imports/post-imports.ts");
const { postInvite } = await import("#lib/organizers/post-people.ts");
const pledges = await import("#lib/organizers/pledges/post-pledge.ts");
const { postSearch } = await import("#lib/organizers/pledges/post-search.ts");
const { runWaitingTasks } = await import("#lib/tasks/run.ts");
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { confirmed, signed } = await import("../../support/confirmed.ts");
const { anEnrolled } = await import("../../support/organizers.ts");
type Browser = import("../../support/organizers.ts").Browser;

/** What nobody else is called: everybody below has some of it in his name, and in his address. */
const SECRETS = ["zebulon", "quarterman", "wojciechowska", "xanthippe"];
const HANDLERS = {
  export: exportTask(async () => new Map()),
  import_check: checkTask,
  import: importTask,
};
const led: string[] = [];
let browser: Browser;

/** A name in every form in which a dump could show it: as it is, in UTF-16, in hexadecimal digits, in Base64 at each offset. */
function formsOf(secret: string): string[] {
  const spellings = [secret, secret.toUpperCase(), secret[0]?.toUpperCase() + secret.slice(1)];
  return spellings.flatMap((text) => [
    text,
    Buffer.from(text, "utf16le").toString("latin1"),
    Buffer.from(text).toString("hex"),
    ...[0, 1, 2].map((offset) =>
      Buffer.from(`${"x".repeat(offset)}${text}`)
        .toString("base64")
        .slice(offset === 0 ? 0 : 4, -4),
    ),
  ]);
}
const FORMS = SECRETS.flatMap(formsOf);
const foundIn = (text: string) => FORMS.filter((form) => text.includes(form));

async function dump(): Promise<Record<string, string>> {
  const tables = await query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const all: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await query<{ text: string | null }>(
      `SELECT string_agg(t::text, E'\n') AS text FROM ${name} t`,
    );
    all[name] = row?.text ?? "";
  }
  return all;
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Posts a form, and keeps where it leads: addresses are kept by browsers, proxies and logs. */
async function post(
  handler: (request: Request) => Promise<Response>,
  form: Record<string, string>,
): Promise<string> {
  const location = await browser.post(handler, form);
  led.push(location);
  return location;
}

async function upload(list: string): Promise<string> {
  const form = new FormData();
  form.set("list", new Blob([list]), "Zebulon's list of Quarterman.csv");
  const { headers, body } = new Response(form);
  const sent = browser.headers();
  sent.set("content-type", headers.get("content-type") ?? "");
  const init = { method: "POST", headers: sent, body, duplex: "half" } as RequestInit;
  const address = "http://localhost:3000/organize/imports/upload?campaign=sample";
  const location = (await imports.postUpload(new Request(address, init))).headers.get("location") ?? "";
  led.push(location);
  return /[0-9a-f-]{36}/.exec(location)?.[0] ?? location;
}

const LIST = `name,email,birth_year
Zebulon Quarterman,zebulon.quarterman@list.example,1970
Xanthippe Wojciechowska,"not an address, xanthippe",1971
Quarterman Xanthippe,quarterman.x@list.example,12
`;
const CHECK = {
  header: "on",
  column_0: "name",
  column_1: "email",
  column_2: "birth_year",
  country: "US",
  region: "US-WI",
  evidence: "paper",
  consent: "They signed cards at the workshop, and Omar keeps them.",
};

beforeAll(async () => {
  await loadSecrets();
  const { id: edition } = await createCampaign();
  browser = (await anEnrolled("owner")).browser;
  const zebulon = await confirmed(edition, {
    name: "Zebulon Quarterman",
    email: "zebulon.quarterman@example.org",
    display: "full",
    news: "on",
    renew: "on",
  });
  const waiting = await signed(edition, { name: "Xanthippe Zebulon", email: "xanthippe@example.org" });
  const held = await signed(edition, {
    name: "Quarterman Wojciechowska",
    email: "wojciechowska@example.org",
  });
  const erased = await confirmed(edition, { name: "Xanthippe Quarterman", email: "xanthippe.q@example.org" });

  for (const q of [
    "zebulon.quarterman@example.org",
    "Zebulon Quarterman",
    "xanthippe",
    "wojciechowska@",
    "@zebulon",
  ])
    await post(postSearch, { q, campaign: "sample", year: "" });
  await post(pledges.postName, { pledge: waiting, name: "Xanthippe Wojciechowska" });
  await post(pledges.postName, { pledge: waiting, name: "Xanthippe <Wojciechowska>" });
  await post(pledges.postEmail, { pledge: waiting, email: "xanthippe.wojciechowska@example.net" });
  await post(pledges.postEmail, { pledge: waiting, email: "xanthippe wojciechowska" });
  await post(pledges.postHideName, { pledge: zebulon, hide: "on" });
  await post(pledges.postResend, { pledge: held });
  await post(postHold, { pledge: held });
  await post(pledges.postInvalidate, { pledge: zebulon, reason: "duplicate" });
  await post(pledges.postReinstate, { pledge: zebulon });
  await post(pledges.postErase, { pledge: erased, word: "ERASE" });
  await post(postSave, {
    campaign: "sample",
    domain: "zebulon@example.org",
    name: "from quarterman@example.org",
  });
  await post(postInvite, { email: "xanthippe.organizer@example.org", role: "viewer" });
  await post(postMailTest, {});

  for (const passphrase of ["", "correct horse battery"])
    await post(postExport, {
      what: "pledges",
      campaign: "sample",
      year: String(new Date().getFullYear()),
      personal: "contact",
      passphrase,
      passphrase_again: passphrase,
    });
  for (const list of [LIST, `${LIST}Zebulon Xanthippe,zebulon.x@list.example,1972\n`]) {
    const id = await upload(list);
    await post((request) => imports.postCheck(request, id), CHECK);
    await runWaitingTasks(HANDLERS);
    // The first is brought in; the second waits, with its file.
    if (list === LIST) await post((request) => imports.postStart(request, id), {});
    await runWaitingTasks(HANDLERS);
  }
  await makeBackup({ now: new Date() });
});

test("All of it was really done", async () => {
  const [done] = await query<Record<string, number>>(
    `SELECT (SELECT count(*)::int FROM "ExportFile" WHERE rows > 0 AND name LIKE 'countersign%') AS exports,
       (SELECT count(*)::int FROM "Import") AS lists, (SELECT count(*)::int FROM "Import" WHERE finished_at IS NOT NULL) AS "broughtIn",
       (SELECT count(*)::int FROM "Pledge" WHERE import_id IS NOT NULL) AS men,
       (SELECT count(*)::int FROM "Pledge" WHERE erased_at IS NOT NULL) AS erased,
       (SELECT count(*)::int FROM "Pledge" WHERE held_at IS NOT NULL) AS held,
       (SELECT count(*)::int FROM "Backup" WHERE finished_at IS NOT NULL) AS backups`,
  );
  expect(done).toEqual({ exports: 2, lists: 2, broughtIn: 1, men: 1, erased: 1, held: 1, backups: 1 });
  const said = await query<{ action: string }>(`SELECT DISTINCT action FROM "AuditEvent" ORDER BY 1`);
  expect(said.map(({ action }) => action)).toEqual(
    expect.arrayContaining([
      "bulk.save",
      "pledge.correct",
      "pledge.erase",
      "import.start",
      "organizer.invite",
    ]),
  );
  // And the names can be read by whoever has the key.
  const letters = (await claim(50)).map((mail) => writeLetter(mail));
  expect(foundIn(JSON.stringify(letters))).not.toEqual([]);
});

describe("After everything that the desk can do, no name and no address of anybody stands in clear", () => {
  it("in any table", async () => {
    for (const [table, text] of Object.entries(await dump())) expect(foundIn(text), table).toEqual([]);
  });

  it("in any file of DATA_DIR, or beside it", () => {
    const files = filesUnder(process.env.DATA_DIR ?? "");
    expect(files.filter((file) => /exports|imports|backups/.test(file)).length).toBeGreaterThanOrEqual(5);
    for (const file of files) {
      expect(foundIn(file), file).toEqual([]);
      expect(foundIn(readFileSync(file).toString("latin1")), file).toEqual([]);
    }
    expect(readdirSync(tmpdir()).filter((name) => foundIn(name).length > 0)).toEqual([]);
  });

  it("in any address that a form led to", () => {
    for (const location of led) expect(foundIn(decodeURIComponent(location)), location).toEqual([]);
  });
});
