import { generateKeyPairSync, randomInt } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { appendChanges, appendCrowd } = await import("../../support/crowd.ts");
const { foldAll } = await import("../../support/ledger.ts");
const { startLogSite } = await import("../../support/log-site.ts");
const { seedSample } = await import("../../../prisma/seed/index.ts");
const { query } = await import("#lib/db.ts");
const { publish } = await import("#lib/ledger/log/publish.ts");
const { publishedHead } = await import("#lib/ledger/log/queries.ts");
const { startNewLog } = await import("#lib/ledger/log/start-new-log.ts");
const { auditSite } = await import("#lib/ledger/log/audit/audit.ts");
const { reportAudit } = await import("#lib/ledger/log/audit/report.ts");
const { formatCheckpoint } = await import("#lib/ledger/log/checkpoint.ts");
const { formatKey, rawPublicKey, signNote, verifierKey } = await import("#lib/ledger/log/note.ts");
const { publicKeyOf } = await import("#lib/ledger/log/keys.ts");
const { tilePath, tilesAt } = await import("#lib/ledger/log/tiles.ts");

const site = await startLogSite();
const folder = mkdtempSync(join(tmpdir(), "countersign-audit-"));
const file = join(folder, "seen", "state.json");
let edition: { id: string };

beforeAll(async () => {
  await seedSample();
  [edition] = (await query<{ id: string }>(
    `SELECT id FROM "Edition" WHERE opens_at <= now() AND closes_at > now()`,
  )) as [{ id: string }];
  await appendCrowd(edition.id, 700);
  await foldAll();
  await appendChanges("withdrawn", 9);
  await appendChanges("reclassified", 9);
  await foldAll();
  await publish(new Date(), { force: true });
});
afterEach(() => site.lie((_, honest) => honest));
afterAll(() => {
  site.stop();
  rmSync(folder, { recursive: true });
});

const audit = (options: Partial<Parameters<typeof auditSite>[0]> = {}) =>
  auditSite({ url: site.url, file, pause: 1, ...options });

async function head() {
  const found = await publishedHead();
  if (!found) throw new Error("nothing is published");
  return found;
}

const flipped = (bytes: Buffer, at = randomInt(bytes.length)) => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] as number) ^ (1 << randomInt(8));
  return copy;
};

/** Changes one JSON answer. */
function lieAbout(suffix: string, change: (json: Record<string, never>) => void): void {
  site.lie((path, honest) => {
    if (!path.endsWith(suffix) || !honest) return honest;
    const json = JSON.parse(honest.toString());
    change(json);
    return Buffer.from(JSON.stringify(json));
  });
}

describe("the audit of an honest site", () => {
  it("passes the first time, and again", async () => {
    const first = await audit();
    expect(first.failures).toEqual([]);
    expect(first.notices.join()).toContain("first audit");
    const again = await audit({ key: await publicKeyOf((await head()).origin) });
    expect(again.failures).toEqual([]);
    expect(again.notices.join()).not.toContain("first audit");
    expect(again.seen?.checkpoint.size).toBe((await head()).size);
    const text = reportAudit(again, site.url);
    expect(text).toContain("PASSED");
    expect(text).toContain((await head()).root.toString("base64"));
  });

  it("reckons what the tallies have, and fetches every tile and bundle", async () => {
    const { figures, tiles } = await audit();
    expect(figures).toEqual((await head()).figures);
    const { size } = await head();
    expect(tiles).toBe(tilesAt(size, 0).length + tilesAt(size, 1).length);
    for (const level of [-1, 0, 1])
      for (const address of tilesAt(size, level))
        expect(site.asked).toContain(`/log/tile/${tilePath(address)}`);
  });

  it("names what is counted and not published yet", async () => {
    await appendCrowd(edition.id, 40);
    await foldAll();
    const found = await audit();
    expect(found.failures).toEqual([]);
    expect(reportAudit(found, site.url)).toMatch(/38 more, not yet published \(40 entries/);
    await publish(new Date(), { force: true });
  });

  it("starts over when more is published while it looks", async () => {
    let isFirst = true;
    await appendCrowd(edition.id, 3);
    await foldAll();
    const { note } = await head();
    await publish(new Date(), { force: true });
    site.lie((path, honest) => {
      if (path !== "/log/checkpoint" || !isFirst) return honest;
      isFirst = false;
      return Buffer.from(note);
    });
    const found = await audit();
    expect(found.failures).toEqual([]);
    expect(found.head?.checkpoint.size).toBe((await head()).size);
  });
});

describe("tampering is caught", () => {
  it("in any byte of any tile or bundle, and the place is named", async () => {
    const { size } = await head();
    for (const level of [-1, 0, 1])
      for (const address of tilesAt(size, level))
        for (let round = 0; round < 8; round++) {
          const target = `/log/tile/${tilePath(address)}`;
          site.lie((path, honest) => (path === target && honest ? flipped(honest) : honest));
          const { failures } = await audit();
          expect(failures.length, target).toBeGreaterThan(0);
          const told = failures.join("\n");
          expect(told).toContain(target);
        }
  });

  it("in a leaf, with its number", async () => {
    site.lie((path, honest) =>
      path === "/log/tile/entries/001" && honest
        ? Buffer.from(honest.toString("latin1").replace("US-WI", "US-MN"), "latin1")
        : honest,
    );
    const { failures } = await audit();
    expect(failures[0]).toMatch(/^Leaf (25[6-9]|2[6-9]\d)/);
    expect(failures.join()).toContain("another root");
  });

  it.each([
    ["a tile is missing", (path: string) => path === "/log/tile/0/000", /\/log\/tile\/0\/000 is missing/],
    ["a bundle is missing", (path: string) => path === "/log/tile/entries/000", /entries\/000 is missing/],
    ["the checkpoint is missing", (path: string) => path === "/log/checkpoint", /Only one of/],
    ["the log is gone", (path: string) => path.startsWith("/log/"), /The log is gone/],
    ["count.json is missing", (path: string) => path === "/c/sample/count.json", /count.json is missing/],
    ["places.json is missing", (path: string) => path === "/c/sample/places.json", /places.json is missing/],
  ])("when %s", async (_, isGone, said) => {
    await audit();
    site.lie((path, honest) => (isGone(path) ? null : honest));
    const { failures } = await audit();
    expect(failures.join("\n")).toMatch(said);
  });

  it.each([
    ["verified", (p: { verified: number }) => p.verified++, /count.json: published verified is/],
    ["supporters", (p: { supporters: number }) => p.supporters--, /published supporters is/],
    [
      "evidence",
      (p: { by_evidence: Record<string, number> }) => (p.by_evidence.paper = 5),
      /published by_evidence paper is 5/,
    ],
    ["through_entry", (p: Record<string, number>) => (p.through_entry = 1), /published through_entry is 1/],
    ["an older size", (p: Record<string, number>) => (p.size = 5), /shows figures of 5 leaves/],
    ["no figure at all", (p: Record<string, unknown>) => (p.verified = "many"), /published verified is NaN/],
  ])("in the published figures of count.json: %s", async (_, change, said) => {
    lieAbout("/count.json", ({ published }) => change(published as never));
    expect((await audit()).failures.join("\n")).toMatch(said);
  });

  it.each([
    [
      "a place",
      (p: { places: { code: string; verified: number }[] }) => p.places[0] && p.places[0].verified++,
      /published places/,
    ],
    ["a place left out", (p: { places: unknown[] }) => p.places.pop(), /published places/],
    ["a place twice", (p: { places: unknown[] }) => p.places.push(p.places[0]), /twice/],
    ["verified", (p: { verified?: number }) => (p.verified = 0), /places.json: published verified is 0/],
  ])("in the published figures of places.json: %s", async (_, change, said) => {
    lieAbout("/places.json", ({ published }) => change(published as never));
    expect((await audit()).failures.join("\n")).toMatch(said);
  });

  it.each([
    ["verified", 1],
    ["verified", -1],
    ["supporters", 1],
  ])("in the live figures, where more moved than waits: %s by %i", async (what, by) => {
    lieAbout("/count.json", (json: Record<string, number>) => {
      json[what] = (json[what] as number) + by;
    });
    expect((await audit()).failures.join("\n")).toMatch(/only 0 entries wait/);
  });

  it("when the log has shrunk, is rewritten, or is signed by somebody else", async () => {
    await audit();
    const before = await head();
    const seen = readFileSync(file);
    const { privateKey } = generateKeyPairSync("ed25519");
    const key = formatKey(verifierKey(before.origin, rawPublicKey(privateKey)));
    const checkpoint = { origin: before.origin, size: before.size, root: before.root, previous: null };
    const forged = signNote(formatCheckpoint(checkpoint), before.origin, privateKey);

    site.lie((path, honest) => (path === "/log/checkpoint" ? Buffer.from(forged) : honest));
    expect((await audit()).failures.join()).toContain("not a note that this key has signed");

    const both = { "/log/checkpoint": forged, "/log/key": key } as Record<string, string>;
    site.lie((path, honest) => (both[path] ? Buffer.from(both[path]) : honest));
    expect((await audit()).failures.join()).toContain("key has changed");
    const own = await publicKeyOf(before.origin);
    expect((await audit({ file: join(folder, "new.json"), key: own })).failures.join()).toContain(
      "another key",
    );
    // Whoever has never seen the log and pins no key cannot know.
    expect((await audit({ file: join(folder, "other.json") })).failures).toEqual([]);

    site.lie((_, honest) => honest);
    const { rows: _, ...memory } = JSON.parse(seen.toString());
    const larger = signNoteOf({ ...checkpoint, size: before.size + 1 });
    writeFileSync(file, JSON.stringify({ ...memory, checkpoint: await larger }));
    expect((await audit()).failures.join()).toContain("has shrunk");
    const other = signNoteOf({ ...checkpoint, size: 5, root: Buffer.alloc(32, 3) });
    writeFileSync(file, JSON.stringify({ ...memory, checkpoint: await other }));
    expect((await audit()).failures.join()).toContain(
      "The first 5 leaves are not those that were seen before",
    );
    writeFileSync(file, "{}");
    expect((await audit()).failures.join()).toContain("is damaged");
    // A failed audit forgets nothing.
    expect(readFileSync(file, "utf8")).toBe("{}");
    writeFileSync(file, seen);
    expect((await audit()).failures).toEqual([]);
  });

  it("with any byte of the checkpoint or the key altered", async () => {
    for (const target of ["/log/checkpoint", "/log/key"])
      for (let round = 0; round < 40; round++) {
        let change = "";
        site.lie((path, honest) => {
          if (path !== target || !honest) return honest;
          const altered = flipped(honest, randomInt(honest.length - 1));
          change = altered.toString("utf8");
          return altered;
        });
        const { failures } = await audit();
        expect(failures.length, change).toBeGreaterThan(0);
      }
  });
});

describe("a log that was begun anew", () => {
  it("is reported when it names the head that was seen, and fails when it does not", async () => {
    await audit();
    const old = await head();
    await startNewLog(old);
    await publish(new Date(), { force: true });
    const seen = readFileSync(file);
    const other = join(folder, "further.json");
    const memory = JSON.parse(seen.toString());
    const before = { origin: old.origin, size: old.size + 1, root: old.root, previous: null };
    writeFileSync(other, JSON.stringify({ ...memory, checkpoint: await signNoteOf(before) }));
    expect((await audit({ file: other })).failures.join()).toContain("begun anew and names a head of");

    const found = await audit({ key: await publicKeyOf(old.origin) });
    expect(found.failures).toEqual([]);
    expect(found.notices.join("\n")).toContain("THE LOG WAS BEGUN ANEW");
    expect(found.notices.join("\n")).toContain("exactly the head that was seen here");
    expect(found.notices.join("\n")).toContain("The key that you gave is that of");
    expect((await audit()).notices).toEqual([]);
    expect(existsSync(file)).toBe(true);
  });
});

/** Signed by the site's own key. */
async function signNoteOf(checkpoint: Parameters<typeof formatCheckpoint>[0]): Promise<string> {
  const { logKey } = await import("#lib/crypto.ts");
  return signNote(formatCheckpoint(checkpoint), checkpoint.origin, logKey());
}
