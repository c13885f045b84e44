/**
 * The web process as it is started, and plain `next start` beside it: both must answer the hot addresses alike, because
 * the front only accelerates. Needs the pages to be built.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { freePort } from "#lib/house/port.ts";
import { freshDatabase } from "../../support/database.ts";

const ROOT = join(import.meta.dirname, "../../..");
await freshDatabase();
const { seedSample } = await import("../../../prisma/seed/index.ts");
const { query } = await import("#lib/db.ts");
await seedSample();

type Running = { child: ChildProcess; base: string; output: () => string };
let front: Running;
let plain: Running;

beforeAll(async () => {
  expect(existsSync(join(ROOT, ".next/BUILD_ID")), "built pages: run `npx next build` first").toBe(true);
  const port = await freePort();
  front = await start(["server.ts"], port);
  const plainPort = await freePort();
  plain = await start(
    ["node_modules/next/dist/bin/next", "start", "-p", `${plainPort}`, "-H", "127.0.0.1"],
    plainPort,
  );
}, 60_000);
afterAll(() => {
  for (const { child } of [front, plain]) child.kill("SIGKILL");
});

async function start(args: string[], port: number): Promise<Running> {
  const running = run(args, { PORT: `${port}`, PUBLIC_URL: `http://localhost:${port}` });
  const base = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 150; tries++) {
    if ((await fetch(`${base}/healthz`).catch(() => null))?.ok) return { ...running, base };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`did not start: ${running.output()}`);
}

function run(args: string[], env: Record<string, string>): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", LOG_LEVEL: "warn", ...env },
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => chunks.push(String(chunk)));
  return { child, output: () => chunks.join("") };
}

const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once("exit", resolve));

const JOHN =
  "name=John&birth_year=1980&country=US&region=US-WI&county=55079&stance=man&display=hidden&agree=on&lang=en";

test.each<[string, string, string | undefined]>([
  ["GET", "/c/sample/count.json", undefined],
  ["GET", "/c/none/count.json", undefined],
  ["GET", "/c/sample/places.json", undefined],
  ["GET", "/c/sample/history.json", undefined],
  ["GET", "/c/sample/places.csv", undefined],
  ["GET", "/c/sample/1999/count.json", undefined],
  ["HEAD", "/c/sample/stream", undefined],
  ["POST", "/c/sample/sign", `${JOHN}&email=SOMEONE%40example.org`],
  ["POST", "/c/sample/sign", `${JOHN}&email=nothing`],
  ["POST", "/c/none/sign", `${JOHN}&email=SOMEONE%40example.org`],
  ["POST", "/c/sample/sign", "name=%ff"],
  ["POST", "/c/sample/sign", `name=${"a".repeat(17_000)}`],
  ["POST", "/c/sample/signed", "code=123456&lang=en"],
  ["POST", "/es/c/sample/signed", "code=123456&lang=es"],
  ["POST", "/confirm/nobody", "lang=en"],
  ["POST", "/not-me/nobody", "lang=en"],
  ["GET", "/c/sample/sign", undefined],
  ["GET", "/s/nothing", undefined],
  ["GET", "/exit", undefined],
  ["GET", "/healthz", undefined],
  ["GET", "/readyz", undefined],
  ["GET", "/en/c/sample", undefined],
])("%s %s is answered alike", async (method, path, body) => {
  const [ours, nexts] = await Promise.all(
    [front, plain].map(async ({ base }, index) => {
      const got = await fetch(base + path, {
        method,
        body: body?.replace("SOMEONE", `someone${index}`),
        headers: body
          ? { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" }
          : {},
        redirect: "manual",
      });
      const text = await got.text();
      return {
        status: got.status,
        type: got.headers.get("content-type"),
        location: got.headers.get("location")?.replace(base, ""),
        caching: got.headers.get("cache-control"),
        cookies: got.headers.getSetCookie().map((cookie) => cookie.split("=")[0]),
        exitClears: got.headers.get("clear-site-data"),
        // Next sends its redirects before its headers.
        nosniff: got.status === 308 || got.headers.get("x-content-type-options"),
        size: text.replace(/"as_of":"[^"]*"/g, "").length,
      };
    }),
  );
  expect(nexts).toEqual(ours);
});

test.each([
  "/",
  "/es",
  "/c/sample",
  "/es/c/sample",
  "/safety",
  "/privacy",
  "/c/sample/form",
  "/confirm/nobody",
])("%s is whole without React, and says the same under plain Next", async (path) => {
  const [ours, nexts] = await Promise.all(
    [front, plain].map(async ({ base }) => (await fetch(base + path)).text()),
  );
  expect(ours).not.toMatch(/<script(?! type="module" src="\/islands\/)/);
  expect(ours).not.toContain("<!--");
  expect(words(ours)).toEqual(words(nexts));
});

/** What a reader sees of a page. */
function words(html = ""): string {
  const body = html.slice(html.indexOf("<body"));
  return body
    .replace(/<script[\s\S]*?<\/script>|<!--[\s\S]*?-->/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");
}

// Within five seconds on a machine that is not busy: two looks at the database, and the second that reads are shared for.
test("a page that the edition's end has made wrong goes by itself", async () => {
  const page = async () => (await fetch(`${front.base}/c/sample`)).text();
  expect(await page()).toContain('action="/c/sample/sign"');
  await query(`UPDATE "Edition" SET closes_at = now() - interval '1 second', updated_at = now()`);
  await vi.waitFor(async () => expect(await page()).not.toContain('action="/c/sample/sign"'), {
    timeout: 15_000,
    interval: 100,
  });
});

test("a taken port ends the start with one sentence", async () => {
  const { child, output } = run(["server.ts"], { PORT: new URL(front.base).port, PUBLIC_URL: front.base });
  expect(await ended(child)).toBe(1);
  expect(output().trim().split("\n").at(-1)).toMatch(/^Port \d+ is taken/);
});

test("a wrong secret ends the start with one sentence", async () => {
  const { child, output } = run(["server.ts"], {
    PORT: `${await freePort()}`,
    APP_SECRET: "another secret than the one that sealed it",
  });
  expect(await ended(child)).toBe(1);
  expect(output().trim().split("\n")).toHaveLength(1);
});

test("SIGTERM answers what was asked, and ends well", async () => {
  const stopping = await start(["server.ts"], await freePort());
  const asked = fetch(`${stopping.base}/readyz`);
  await asked;
  const inFlight = fetch(`${stopping.base}/es/safety`);
  const end = ended(stopping.child);
  await new Promise((resolve) => setTimeout(resolve, 20));
  stopping.child.kill("SIGTERM");
  expect((await inFlight).status).toBe(200);
  expect(await end).toBe(0);
});
