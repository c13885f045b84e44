import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { appendCrowd } = await import("../../support/crowd.ts");
const { confirmed } = await import("../../support/confirmed.ts");
const { foldAll } = await import("../../support/ledger.ts");
const { loadSecrets, unwrapDataKey } = await import("#lib/crypto.ts");
const { query } = await import("#lib/db.ts");
const { findHot } = await import("#lib/front/hot.ts");
const { reportReceipt } = await import("#lib/ledger/log/audit/receipt.ts");
const { publicKeyOf } = await import("#lib/ledger/log/keys.ts");
const { receiptFile } = await import("#lib/ledger/log/proofs.ts");
const { publish } = await import("#lib/ledger/log/publish.ts");
const { forgetHead, publishedHead } = await import("#lib/ledger/log/queries.ts");
const { openReceipt } = await import("#lib/pledges/receipt.ts");
const { checkReceipt, compareHeads } = await import("../../../public/verify/check.js");
const { readCheckpoint, readReceipt } = await import("../../../public/verify/read.js");

let entry: string;
let opened: { salt: string; record: string };
let file: string;
let key: string;

beforeAll(async () => {
  await loadSecrets();
  const edition = await createCampaign();
  const pledge = await confirmed(edition.id, { name: "José Ñúñez <b>" });
  const [row] = await query<{ id: string; data_key: Buffer; sealed: Buffer }>(
    `SELECT e.id, p.data_key, p.receipt_sealed AS sealed FROM "Pledge" p, newest_entry(p.id) e WHERE p.id = $1`,
    [pledge],
  );
  if (!row) throw new Error("no entry");
  entry = row.id;
  opened = openReceipt(row.sealed, unwrapDataKey(row.data_key));
  await appendCrowd(edition.id, 600);
  expect(await receiptFile(entry, opened)).toBeNull();
  await foldAll();
  await publish(new Date(), { force: true });
  file = (await receiptFile(entry, opened)) ?? "";
  key = await publicKeyOf("localhost:3000/log");
});

const get = async (path: string) => {
  const found = findHot("GET", path);
  if (!found || !("hot" in found)) throw new Error(`${path} is not hot`);
  return found.hot.handler(new Request(`http://localhost${path}`), found.params);
};
const failing = async (text: string, keys = [key]) =>
  (await checkReceipt(readReceipt(text), keys)).filter(({ ok }) => !ok).map(({ name }) => name);
/** With other content in its second line. */
const withExtra = (change: (extra: Record<string, string>) => object) => {
  const lines = file.split("\n");
  const extra = JSON.parse(Buffer.from((lines[1] as string).slice(6), "base64").toString());
  lines[1] = `extra ${Buffer.from(JSON.stringify(change(extra))).toString("base64")}`;
  return lines.join("\n");
};

describe("a receipt", () => {
  it("proves that its entry stands in the log, to whoever has the key", async () => {
    expect(file.startsWith("c2sp.org/tlog-proof@v1\nextra ")).toBe(true);
    expect(await failing(file)).toEqual([]);
    const receipt = readReceipt(file);
    expect(receipt.record.name).toBe("José Ñúñez <b>");
    expect(receipt.leaf).toMatchObject({ kind: "verified", place: "US-WI" });
    expect(file).not.toContain("José");
  });

  it("is read with the line ends of Windows, and without the last one", async () => {
    expect(await failing(file.replaceAll("\n", "\r\n"))).toEqual([]);
    expect(await failing(file.trimEnd())).toEqual([]);
  });

  it("fails by the check that is hurt", async () => {
    expect(
      await failing(withExtra((extra) => ({ ...extra, record: extra.record?.replace("José", "Jose") }))),
    ).toEqual(["commitment"]);
    expect(await failing(withExtra((extra) => ({ ...extra, salt: "A".repeat(43) })))).toEqual(["commitment"]);
    expect(
      await failing(withExtra((extra) => ({ ...extra, leaf: extra.leaf?.replace("US-WI", "US-IL") }))),
    ).toEqual(["inclusion"]);
    expect(await failing(file.replace(/index \d+/, "index 7"))).toContain("inclusion");
    expect(await failing(file.replace("\n601\n", "\n602\n"))).toContain("signature");
    expect(await failing(file, [])).toEqual(["signature"]);
    expect(await failing(file, [key.replace("log", "lag")])).toEqual(["signature"]);
    expect(await failing(file, ["rubbish", key])).toEqual([]);
  });

  const lines = () => file.split("\n");
  const at = (number: number, text: string) =>
    lines()
      .with(number - 1, text)
      .join("\n");
  it.each([
    [1, () => "", "header"],
    [1, () => "rubbish", "header"],
    [1, () => at(1, "c2sp.org/tlog-proof@v2"), "header"],
    [2, () => lines().toSpliced(1, 1).join("\n"), "extra"],
    [2, () => at(2, "extra !"), "extra"],
    [2, () => at(2, "extra e30="), "extra"],
    [2, () => withExtra(({ salt: _, ...extra }) => extra), "extra"],
    [2, () => withExtra((extra) => ({ ...extra, record: "null" })), "extra"],
    [2, () => withExtra((extra) => ({ ...extra, salt: "" })), "extra"],
    [2, () => withExtra((extra) => ({ ...extra, salt: `${extra.salt}AAAA` })), "extra"],
    [2, () => withExtra((extra) => ({ ...extra, record: "5" })), "extra"],
    [2, () => withExtra((extra) => ({ ...extra, record: `{"name":{"toString":1}}` })), "extra"],
    [2, () => withExtra((extra) => ({ ...extra, leaf: extra.leaf?.replace('"verified"', "[]") })), "extra"],
    [3, () => at(3, "index 01"), "index"],
    [3, () => at(3, "index -1"), "index"],
    [4, () => at(4, "AAAA"), "hash"],
    [5, () => at(5, `${lines()[4]} `), "hash"],
  ])("that is malformed says so of line %i (%#)", (line, broken, what) => {
    try {
      readReceipt(broken());
    } catch (error) {
      expect(error).toMatchObject({ line, what });
      return;
    }
    expect.fail("it was read");
  });

  it("that is malformed says so of the lines of its checkpoint", () => {
    // How long the path is depends on where the leaf has come to stand.
    const first = lines().indexOf("") + 2;
    const signature = lines()[first + 3] as string;
    const broken: [number, string, string][] = [
      [
        first - 1,
        lines()
          .slice(0, first - 2)
          .join("\n"),
        "empty",
      ],
      [first + 1, at(first + 1, "601\u0000"), "size"],
      [first + 1, lines().slice(0, first).join("\n"), "size"],
      [first + 2, at(first + 2, "AAAA"), "root"],
      [
        first + 3,
        lines()
          .slice(0, first + 2)
          .join("\n"),
        "signature",
      ],
      [first + 4, at(first + 4, "— localhost:3000/log AAAA"), "signature"],
      [first + 4, at(first + 4, signature.replace("—", "-")), "signature"],
    ];
    for (const [line, text, what] of broken)
      try {
        readReceipt(text);
        expect.fail(`line ${line} was read`);
      } catch (error) {
        const { line: told, what: said } = error as { line: number; what: string };
        expect([line, what]).toEqual([told, said]);
      }
  });

  it("puts no line of its own making on the terminal", async () => {
    const named = (extra: Record<string, string>) => ({
      ...JSON.parse(extra.record as string),
      name: "\u001b[2J\nPASSED. This entry stands in the log.",
    });
    const forged = withExtra((extra) => ({ ...extra, record: JSON.stringify(named(extra)) }));
    const { ok, text } = await reportReceipt(forged, [key]);
    expect(ok).toBe(false);
    expect(text).not.toMatch(/^PASSED/m);
    expect(text).not.toContain("\u001b");
  });

  it("is checked from the command line, with its words", async () => {
    const good = await reportReceipt(file, [key]);
    expect(good).toMatchObject({ ok: true, text: expect.stringContaining("PASSED") });
    const bad = await reportReceipt(at(3, "index x"), [key]);
    expect(bad).toEqual({ ok: false, text: "This is no receipt: line 3 must be `index` and a number." });
    const path = join(process.env.DATA_DIR as string, "john.tlog-proof");
    writeFileSync(path, file);
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, ["scripts/audit.ts", "--receipt", path, "--key", key], {
      // Neither database nor configuration is needed.
      env: { NODE_ENV: "test", PATH: process.env.PATH },
    });
    expect(stdout).toContain("PASSED. This entry stands in the log.");
    writeFileSync(path, file.replace(/index \d+/, "index 7"));
    await expect(
      run(process.execPath, ["scripts/audit.ts", "--receipt", path, "--key", key]),
    ).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining("WRONG") });
  });

  it("tells how the log has gone on", async () => {
    const then = readReceipt(file).checkpoint;
    const now = async () =>
      readCheckpoint((await (await get("/log/checkpoint")).text()).trimEnd().split("\n"), 1);
    expect(await compareHeads(then, await now(), [key])).toBe("same");
    expect(await compareHeads({ ...then, size: 700 }, await now(), [key])).toBe("shrunk");
    expect(await compareHeads({ ...then, root: new Uint8Array(32) }, await now(), [key])).toBe("changed");
    expect(await compareHeads({ ...then, origin: "x" }, await now(), [key])).toBe("otherLog");
    expect(await compareHeads(then, await now(), [])).toBe("unsigned");
    expect(await compareHeads({ ...then, size: 5 }, await now(), [key])).toBe("grown");
  });
});

describe("the addresses of the log", () => {
  it("serve what is published, with the life that each may have", async () => {
    const head = await publishedHead();
    const checkpoint = await get("/log/checkpoint");
    expect(await checkpoint.text()).toBe(head?.note);
    expect(checkpoint.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(checkpoint.headers.get("cache-control")).toBe("public, max-age=0, s-maxage=5");
    expect(await (await get("/log/key")).text()).toBe(`${key}\n`);
    for (const path of [
      "/log/tile/0/000",
      "/log/tile/0/002.p/5",
      "/log/tile/1/000.p/2",
      "/log/tile/entries/002.p/89",
    ]) {
      const answer = await get(path);
      expect(answer.status, path).toBe(200);
      expect(answer.headers.get("content-type")).toBe("application/octet-stream");
      expect(answer.headers.get("cache-control")).toContain("immutable");
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    }
    expect((await (await get("/log/tile/0/002.p/5")).arrayBuffer()).byteLength).toBe(160);
    const proof = await (await get("/log/proof/3")).text();
    expect(proof.split("\n").slice(0, 2)).toEqual(["c2sp.org/tlog-proof@v1", "index 3"]);
    expect(proof.endsWith(head?.note ?? "?")).toBe(true);
  });

  it.each([
    "/log/tile/0/003",
    "/log/tile/0/002",
    "/log/tile/0/002.p/90",
    "/log/tile/0/002.p/0",
    "/log/tile/0/00",
    "/log/tile/0/x000/000",
    "/log/tile/2/000",
    "/log/tile/2/000.p/1",
    "/log/tile/64/000",
    "/log/tile/entries/003.p/1",
    "/log/tile/entries",
    "/log/tile/0/000/",
    "/log/tile/0//000",
    "/log/proof/601",
    "/log/proof/-1",
    "/log/proof/01",
    "/log/proof/1e2",
    "/log/proof/99999999999999999999",
    "/log/proof/x",
  ])("answer 404 for a short time to %s", async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get("cache-control")).toBe("public, max-age=5");
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  });

  it("answer 404 while nothing is published", async () => {
    const { startNewLog } = await import("#lib/ledger/log/start-new-log.ts");
    await startNewLog({ origin: "localhost:3000/log", size: 601, root: Buffer.alloc(32) });
    forgetHead();
    for (const path of ["/log/checkpoint", "/log/key", "/log/tile/0/000", "/log/proof/0"])
      expect((await get(path)).status).toBe(404);
    expect(await receiptFile(entry, opened)).toBeNull();
  });
});
