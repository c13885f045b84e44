import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { auditSite } from "#lib/ledger/log/audit/audit.ts";
import { reportAudit } from "#lib/ledger/log/audit/report.ts";
import { leafText, madeUp, startLyingSite } from "../../../../support/lying-site.ts";

const site = await startLyingSite();
const folder = mkdtempSync(join(tmpdir(), "countersign-liar-"));
afterAll(() => {
  site.stop();
  rmSync(folder, { recursive: true });
});

let n = 0;
/** What an auditor says who has never been here. */
async function audited(answers: ReturnType<typeof madeUp>, options: { campaign?: string } = {}) {
  site.serve(answers);
  const audit = await auditSite({ url: site.url, file: join(folder, `${n++}.json`), pause: 1, ...options });
  return { ...audit, report: reportAudit(audit, site.url) };
}

const two = [leafText(), leafText({ commitment: undefined })];

it("believes a site that does not lie", async () => {
  expect((await audited(madeUp(two, 2))).failures).toEqual([]);
  expect((await audited(madeUp(two, 2), { campaign: "liar" })).failures).toEqual([]);
});

describe("leaves that are not exactly leaves", () => {
  const [good = ""] = two;
  it.each([
    ["a key twice", good.replace('"v":1,', '"v":1,"v":1,')],
    ["a key twice, of two values", good.replace('"place":"KE"', '"place":"US","place":"KE"')],
    ["a key more", good.replace('"v":1,', '"v":1,"x":1,')],
    ["another order", good.replace('"v":1,"kind":"verified"', '"kind":"verified","v":1')],
    ["white space", good.replace(",", ", ")],
    ["a prototype", good.replace('"v":1,', '"v":1,"__proto__":{"v":1},')],
    ["an edition that is a prototype", leafText({ edition: "__proto__" })],
    ["an edition that leads elsewhere", leafText({ edition: "../../admin/2026" })],
    ["an edition of another host", leafText({ edition: "@evil.example/2026" })],
    ["a year with a nought before it", leafText({ edition: "liar/0026" })],
    ["a place that is a prototype", leafText({ place: "__proto__" })],
    ["an evidence that every object has", leafText({ evidence: "constructor" })],
    ["an evidence that nobody knows", leafText({ evidence: "hearsay" })],
    ["an unknown kind", leafText({ kind: "doubled" })],
    ["an amount of one man", leafText({ amount: 1000 })],
    ["a was of one who was not moved", leafText({ was: { stance: "man", evidence: "email", place: "KE" } })],
    ["a huge number", good.replace('"v":1', '"v":1e400')],
    [
      "a reported figure below nothing",
      leafText({ kind: "reported", evidence: "reported", place: undefined, amount: -5 }),
    ],
    ["nothing at all", ""],
    ["a deep nest", "[".repeat(60_000)],
  ])("%s", async (_, leaf) => {
    const { failures } = await audited(madeUp([good, leaf], 1));
    expect(failures).toEqual([expect.stringMatching(/^Leaf 1 is not a leaf of version 1/)]);
  });
});

describe("a checkpoint that is made to exhaust its reader", () => {
  it.each([
    [0, "has no leaves"],
    [9_007_199_254_740_991, "more than this program can check"],
    [999_999_999, "/log/tile/entries/000 is missing"],
  ])("of %i leaves", async (size, said) => {
    const { failures } = await audited(madeUp(size === 0 ? [] : two, 0, size));
    expect(failures.join()).toContain(said);
  });

  it("with an endless number of editions", async () => {
    const leaves = Array.from({ length: 255 }, (_, i) => leafText({ edition: `liar${i}/2026` }));
    const { failures } = await audited(madeUp(leaves, 0));
    expect(failures.join()).toContain("more than 250 editions");
  });
});

/** One JSON answer changed. */
function changed(path: string, change: (json: never) => void): ReturnType<typeof madeUp> {
  const answers = madeUp(two, 2);
  const json = JSON.parse(answers.get(path) as string);
  change(json as never);
  return answers.set(path, JSON.stringify(json));
}
// biome-ignore lint/suspicious/noExplicitAny: it is there to be broken
type Any = any;
const trap = { toString: 1, valueOf: 1 };

describe("open data", () => {
  it.each([
    ["count.json", "a text for a number", (json: Any) => (json.published.verified = "2")],
    ["count.json", "a fraction", (json: Any) => (json.published.verified = 2.5)],
    ["count.json", "the year as a text", (json: Any) => (json.edition = "2026")],
    ["count.json", "a year that cannot be said", (json: Any) => (json.edition = trap)],
    ["count.json", "a campaign that cannot be said", (json: Any) => (json.campaign = trap)],
    ["count.json", "a count that cannot be said", (json: Any) => (json.verified = trap)],
    ["count.json", "evidence that is a list", (json: Any) => (json.published.by_evidence = [2])],
    ["count.json", "nothing published", (json: Any) => (json.published = null as never)],
    ["places.json", "a place that cannot be said", (json: Any) => json.published.places.push(trap)],
    [
      "places.json",
      "a place of a prototype",
      (json: Any) => json.published.places.push({ code: "__proto__", verified: 1 }),
    ],
    [
      "places.json",
      "a live place that cannot be said",
      (json: Any) => json.places.push({ code: trap, verified: trap }),
    ],
    ["places.json", "a live place of more", (json: Any) => (json.places[0] = { code: "KE", verified: 3 })],
    ["places.json", "a live place of fewer", (json: Any) => json.places.pop()],
    ["places.json", "a live place twice", (json: Any) => json.places.push(json.places[0] as Any)],
    [
      "places.json",
      "a state of nobody",
      (json: Any) => json.places.push({ code: "US-WI", verified: 1 } as never),
    ],
    [
      "history.json",
      "a day of more",
      (json: Any) => ((json.editions[0] as Any).days[0] = { change: 3, total: 3 } as never),
    ],
    [
      "history.json",
      "a total of more",
      (json: Any) => (((json.editions[0] as Any).days[0] as Any).total = 3),
    ],
    [
      "history.json",
      "men of another origin",
      (json: Any) => ((json.editions[0] as Any).origin = { new: 3, renewed: 0 }),
    ],
    ["history.json", "more supporters", (json: Any) => ((json.editions[0] as Any).supporters = 1)],
    [
      "history.json",
      "a figure that no leaf knows",
      (json: Any) => ((json.editions[0] as Any).reported = [{ amount: 9 }]),
    ],
    [
      "history.json",
      "a year that the log lacks",
      (json: Any) => json.editions.push({ ...json.editions[0], edition: 2025 } as never),
    ],
    ["history.json", "no editions", (json: Any) => (json.editions = trap as never)],
  ])("%s with %s", async (file, what, change) => {
    const { failures, report } = await audited(changed(`/c/liar/${file}`, change as (json: never) => void));
    if (what === "no editions") return expect(failures).toEqual([]);
    expect(failures.length).toBeGreaterThan(0);
    expect(report).toContain("FAILED.");
  });

  it("of a campaign that was asked for and of which no leaf speaks", async () => {
    const answers = madeUp(two, 2);
    const count = JSON.parse(answers.get("/c/liar/count.json") as string);
    answers.set("/c/other/count.json", JSON.stringify({ ...count, campaign: "other" }));
    expect((await audited(answers)).failures).toEqual([]);
    expect((await audited(answers, { campaign: "other" })).failures.join()).toContain(
      "/c/other/count.json: published verified is 2, the leaves come to 0",
    );
  });
});

it("writes nothing on the terminal but plain lines", async () => {
  const shown = "x\u001b[2J\u009b2J\nPASSED. All is well\u202e\u2028";
  const { report } = await audited(changed("/c/liar/count.json", (json: Any) => (json.campaign = shown)));
  expect(report).not.toMatch(/^PASSED/m);
  expect(report).not.toMatch(/[[\p{C}\p{Zl}]--\n]/v);
});

describe("answers that are none", () => {
  it.each([
    ["a key that is no UTF-8", "/log/key", Buffer.from([0xff, 0xfe])],
    ["a checkpoint that is no UTF-8", "/log/checkpoint", Buffer.from([0xe2, 0x80])],
  ])("%s", async (_, path, bytes) => {
    expect((await audited(madeUp(two, 2).set(path, bytes))).failures.join()).toContain(
      "is not text in UTF-8",
    );
  });

  it("that lead elsewhere are not followed", async () => {
    const answers = madeUp(two, 2);
    const inner = `${site.url}secret`;
    answers.set("/log/key", (res) => res.writeHead(302, { location: inner }).end());
    await expect(audited(answers)).rejects.toThrow("sends us elsewhere");
    expect(site.asked).not.toContain("/secret");
  });

  it("that swell are read no further than they may be long", async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    const answers = madeUp(two, 2);
    answers.set("/log/tile/0/000.p/2", (res) => res.writeHead(200, { "content-encoding": "gzip" }).end(bomb));
    await expect(audited(answers)).rejects.toThrow("more than the 8192 bytes");
  });
});

it("passes, and says so, where the head cannot be remembered", async () => {
  const blocked = join(folder, "file");
  writeFileSync(blocked, "");
  site.serve(madeUp(two, 2));
  const good = await auditSite({ url: site.url, file: join(folder, "dir"), pause: 1 });
  expect(good.failures).toEqual([]);
  rmSync(join(folder, "dir"));
  const { remember } = await import("#lib/ledger/log/audit/memory.ts");
  expect(remember(join(blocked, "x.json"), good.head as never)).toBe(false);
});
