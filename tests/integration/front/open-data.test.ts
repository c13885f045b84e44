/** Open data, the stream and the metrics through the front: a real database, a real socket. */
import { request } from "node:http";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { freshDatabase } from "../../support/database.ts";

process.env.METRICS_TOKEN = "a token that only tests know";
const url = await freshDatabase();
const { default: pg } = await import("pg");
const { createFront } = await import("#lib/front/front.ts");
const { listen } = await import("#lib/front/listen.ts");
const { trustList } = await import("#lib/front/visitor.ts");
const { fold } = await import("#lib/ledger/tally.ts");
const { query } = await import("#lib/db.ts");
const { closeStreams, openStreams } = await import("#lib/tallies/get-stream.ts");
const { seedSample } = await import("../../../prisma/seed/index.ts");
const { address, confirms, lastMail, signs } = await import("../../support/signers.ts");
await seedSample();

const files = { has: () => false, peek: () => undefined, get: () => Promise.reject(new Error("no files")) };
const front = createFront({
  handle: async () => {
    throw new Error("Next is not asked for open data");
  },
  publicUrl: new URL("http://localhost:3000"),
  trusted: trustList(["127.0.0.1"]),
  files,
  visits: { kept() {}, made() {} },
});
const server = await listen(front.listener, 0, true);
const base = `http://127.0.0.1:${server.port}`;
const tallier = new pg.Client({ connectionString: url });
const stop = vi.fn(async () => {
  closeStreams();
  await server.stop();
});

beforeAll(async () => {
  await tallier.connect();
  await fold(tallier, { searchAll: true });
});
afterAll(async () => {
  if (stop.mock.calls.length === 0) await stop();
  await tallier.end();
});

const visit = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(base + path, { headers, method });

/** Opens the stream; `next` waits for one more event, `closed` for the end. */
async function listens(headers: Record<string, string> = {}) {
  const leaving = new AbortController();
  const answer = await fetch(`${base}/c/sample/stream`, { headers, signal: leaving.signal });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  async function next(): Promise<{ id: number; data: string } | null> {
    for (;;) {
      const end = text.indexOf("\n\n");
      const event = /id: (\d+)\nevent: count\ndata: (.*)$/.exec(end < 0 ? "" : text.slice(0, end));
      if (end >= 0) text = text.slice(end + 2);
      if (event) return { id: Number(event[1]), data: event[2] ?? "" };
      if (end >= 0) continue;
      const { value, done } = (await reader?.read()) ?? { done: true };
      if (done) return null;
      text += value;
    }
  }
  return { answer, next, leave: () => leaving.abort() };
}

const DATA = ["count", "places", "history"].flatMap((name) => [
  `/c/sample/${name}.json`,
  `/c/sample/${name}.csv`,
]);

test.each([...DATA, "/c/sample/days.csv"])("%s is for any site, and 304 for who has it", async (path) => {
  const got = await visit(path);
  expect(got.status).toBe(200);
  expect(got.headers.get("access-control-allow-origin")).toBe("*");
  expect(got.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  expect(got.headers.get("cache-control")).toBe("public, max-age=0, s-maxage=2, stale-while-revalidate=2");
  const etag = got.headers.get("etag") ?? "";
  // The moment moves on by itself, so another tag may come in between: one of a few looks hits it.
  await vi.waitFor(async () => {
    const now = (await visit(path)).headers.get("etag") ?? "";
    for (const known of [now, now.replace(/^W\//, ""), `"x", ${now}`, "*"])
      expect((await visit(path, { "if-none-match": known })).status, known).toBe(304);
    expect((await visit(path, { "if-none-match": now }, "HEAD")).status).toBe(304);
  });
  expect(etag).toMatch(/^W\/"/);
  expect((await visit(path, { "if-none-match": '"x"' })).status).toBe(200);
});

test("an edition stands under its year, too", async () => {
  const count = await (await visit("/c/sample/count.json")).json();
  const ofYear = await (await visit(`/c/sample/${count.edition}/count.json`)).json();
  expect(ofYear).toMatchObject({ edition: count.edition, verified: count.verified });
  const places = await (await visit(`/c/sample/${count.edition}/places.json`)).json();
  expect(places.edition).toBe(count.edition);
});

test.each([
  "/c/none/count.json",
  "/c/none/stream",
  "/c/none/2026/places.json",
  "/c/sample/1999/count.json",
  "/c/sample/1999/places.csv",
])("%s is not there, and that is remembered for moments only", async (path) => {
  for (const method of ["GET", "HEAD"]) {
    const got = await visit(path, {}, method);
    expect([got.status, got.headers.get("cache-control")]).toEqual([404, "public, max-age=0, s-maxage=5"]);
    expect(got.headers.get("access-control-allow-origin")).toBe("*");
  }
});

test.each(["/c/sample/20266/count.json", "/c/sample/20x6/count.json", "/c/sample/2026/history.json"])(
  "%s is no address",
  async (path) => {
    expect((await visit(path)).status).toBe(404);
  },
);

test("what is published is never ahead of what is counted", async () => {
  const count = await (await visit("/c/sample/count.json")).json();
  expect(count.published.through_entry).toBeLessThanOrEqual(count.through_entry);
  const places = await (await visit("/c/sample/places.json")).json();
  expect(places.published.through_entry).toBeLessThanOrEqual(places.through_entry);
});

test("a confirmed pledge comes to the stream and to count.json, and no answer is older than one before", async () => {
  const stream = await listens();
  expect(stream.answer.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(stream.answer.headers.get("cache-control")).toBe("no-store, no-transform");
  expect(stream.answer.headers.get("x-accel-buffering")).toBe("no");
  const first = await stream.next();
  const before = JSON.parse(first?.data ?? "{}");
  expect(first?.id).toBe(before.through_entry);

  await signs({ email: address(), name: "Alan Stream" });
  await confirms((await lastMail()).token);
  await fold(tallier);

  const event = await stream.next();
  const after = JSON.parse(event?.data ?? "{}");
  expect(after.verified).toBe(before.verified + 1);
  expect(event?.id).toBeGreaterThan(first?.id ?? 0);
  const seen: number[] = [];
  await vi.waitFor(
    async () => {
      const polled = await (await visit("/c/sample/count.json")).json();
      seen.push(polled.through_entry);
      expect({ ...polled, as_of: "" }).toEqual({ ...after, as_of: "" });
    },
    { timeout: 10_000, interval: 20 },
  );
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  stream.leave();
  await vi.waitFor(() => expect(openStreams()).toBe(0));
});

test("HEAD opens no stream", async () => {
  const got = await visit("/c/sample/stream", {}, "HEAD");
  expect([got.status, got.headers.get("content-type")]).toEqual([200, "text/event-stream; charset=utf-8"]);
  expect(openStreams()).toBe(0);
});

test("a visitor may hold ten streams, from however many addresses of his home", async () => {
  const from = (host: number) => ({ "x-forwarded-for": `2001:db8:1:2::${host}` });
  const held = await Promise.all(Array.from({ length: 10 }, (_, index) => listens(from(index + 1))));
  const refused = await listens(from(77));
  expect([refused.answer.status, refused.answer.headers.get("retry-after")]).toEqual([429, "30"]);
  const neighbour = await listens({ "x-forwarded-for": "2001:db8:1:3::1" });
  expect(neighbour.answer.status).toBe(200);
  for (const { leave } of [...held, neighbour]) leave();
  await vi.waitFor(() => expect(openStreams()).toBe(0));
});

test("a client that is cut off in the middle is noticed", async () => {
  const socket = request({ host: "127.0.0.1", port: server.port, path: "/c/sample/stream" });
  await new Promise<void>((resolve) => {
    socket.on("response", (answer) => answer.once("data", () => resolve()).on("error", () => {}));
    socket.on("error", () => {});
    socket.end();
  });
  expect(openStreams()).toBe(1);
  socket.destroy();
  await vi.waitFor(() => expect(openStreams()).toBe(0));
});

test("the metrics are for who knows the token; to others there is no such page", async () => {
  const missing = await visit("/nothing");
  const text = await missing.text();
  for (const authorization of ["", "Bearer wrong", "Basic a token that only tests know"]) {
    const got = await visit("/metrics", authorization ? { authorization } : {});
    expect([got.status, await got.text()]).toEqual([404, text]);
    const headers = (answer: Response) =>
      [...answer.headers].filter(([name]) => !["date", "connection", "keep-alive"].includes(name));
    expect(headers(got)).toEqual(headers(missing));
  }
  await query(`INSERT INTO "Alarm" (id, kind, detail) VALUES (gen_random_uuid(), 'audit', '{}')`);
  const got = await visit("/metrics", { authorization: "Bearer a token that only tests know" });
  expect(got.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(got.headers.get("cache-control")).toBe("no-store");
  const metrics = await got.text();
  const [{ entries } = { entries: 0 }] = await query<{ entries: number }>(
    `SELECT count(*)::int AS entries FROM "LedgerPosition"`,
  );
  expect(metrics).toMatch(/^countersign_tallier_lag_seconds \d/m);
  expect(metrics).toMatch(/^countersign_tallier_waiting_entries 0$/m);
  expect(metrics).toContain(`\ncountersign_ledger_position ${entries}\n`);
  expect(metrics).toMatch(/^countersign_log_waiting_entries \d+$/m);
  expect(metrics).toMatch(/^countersign_mail_waiting \d+$/m);
  expect(metrics).toMatch(/^countersign_alarms_open\{kind="audit"\} 1$/m);
  expect(metrics).toMatch(/^countersign_alarms_open\{kind="restored"\} 0$/m);
  expect(metrics).toMatch(/^countersign_stream_connections 0$/m);
  expect(metrics).toMatch(/^process_resident_memory_bytes \d+$/m);
});

test("a process that stops ends its streams in order", async () => {
  const stream = await listens();
  await stream.next();
  const stopped = stop();
  expect(await stream.next()).toBeNull();
  await stopped;
});
