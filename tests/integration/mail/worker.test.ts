import { type ChildProcess, type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query } = await import("#lib/db.ts");
const { aCampaign, aMail, mailRow, until } = await import("./mails.ts");
const { openPostOffice } = await import("./post-office.ts");
const { RECURRING } = await import("../../../scripts/recurring.ts");

const running = new Set<ChildProcess>();

/** `node scripts/worker.ts` as the supervisor starts it. */
function startWorker(env: Record<string, string> = {}, args: string[] = []) {
  const child = spawn("node_modules/.bin/node", ["scripts/worker.ts", ...args], {
    env: { ...process.env, LOG_LEVEL: "info", ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  }) as ChildProcessByStdio<null, Readable, Readable>;
  running.add(child);
  const said = { out: "", err: "" };
  child.stdout.on("data", (data) => {
    said.out += data;
  });
  child.stderr.on("data", (data) => {
    said.err += data;
  });
  // Not "close": that never comes when it was we who closed the channel.
  const ended = once(child, "exit").then(async ([code, signal]) => {
    running.delete(child);
    await Promise.all([finished(child.stdout), finished(child.stderr)]);
    return (code ?? signal) as number | string;
  });
  return { child, said, ended };
}

beforeAll(aCampaign);
beforeEach(async () => void (await query(`DELETE FROM "Mail"`)));
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
});

describe("the worker", () => {
  it("delivers, counts and schedules until SIGTERM, and finishes the mail in hand", async () => {
    const office = await openPostOffice();
    const { promise: held, resolve: letGo } = Promise.withResolvers<undefined>();
    let isHeld = false;
    office.onData = () => {
      isHeld = true;
      return held;
    };
    const mail = await aMail();
    const worker = startWorker({ SMTP_URL: office.url });
    await until(() => isHeld, 10_000);
    await until(
      async () =>
        (await query(`SELECT FROM pg_tables WHERE schemaname = 'pgboss' AND tablename = 'schedule'`))
          .length === 1,
    );
    await until(async () => (await query(`SELECT name FROM pgboss.schedule`)).length === RECURRING.length);
    expect(worker.said.out).toContain("tallier.elected");
    worker.child.kill("SIGTERM");
    setTimeout(() => letGo(undefined), 300);
    expect(await worker.ended).toBe(0);
    expect((await mailRow(mail.id)).sentAt).not.toBeNull();
    expect(worker.said.err).toBe("");
    expect(worker.said.out).not.toMatch(/walt|quentin/i);
    await office.close();
  });

  it("killed with a mail in hand, sends it once more when its claim has ended", async () => {
    const office = await openPostOffice();
    const { promise: held, resolve: letGo } = Promise.withResolvers<string>();
    let isHeld = false;
    office.onData = () => {
      isHeld = true;
      return held;
    };
    const mail = await aMail();
    const first = startWorker({ SMTP_URL: office.url });
    await until(() => isHeld, 10_000);
    first.child.kill("SIGKILL");
    expect(await first.ended).toBe("SIGKILL");
    letGo("451 the client has gone");
    office.onData = undefined;
    const second = startWorker({ SMTP_URL: office.url });
    await until(() => second.said.out.includes("worker.started"), 10_000);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(office.received).toHaveLength(0);
    await query(`UPDATE "Mail" SET claimed_until = now()`);
    await until(async () => (await mailRow(mail.id)).sentAt);
    expect(office.received).toHaveLength(1);
    expect((await mailRow(mail.id)).attempts).toBe(2);
    // The supervisor that started it is gone.
    second.child.disconnect();
    expect(await second.ended).toBe(0);
    await office.close();
  });

  it.each([
    [
      "the database is away",
      { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none" },
      /^The database at 127\.0\.0\.1:1\/none .+\.$/,
    ],
    [
      "the secret is another",
      { APP_SECRET: "another secret, and long enough to be taken" },
      /^APP_SECRET is not the one .+\.$/,
    ],
    ["the configuration is wrong", { MAIL_RATE: "fast" }, /^MAIL_RATE is not usable: .+\.$/],
    ["the log's level is none", { LOG_LEVEL: "loud" }, /^LOG_LEVEL is not usable: .+\.$/],
  ])("says in one sentence that %s", async (_, env, sentence) => {
    const { loadSecrets } = await import("#lib/crypto.ts");
    await loadSecrets();
    const worker = startWorker(env);
    expect(await worker.ended).toBe(1);
    expect(worker.said.err.trim()).toMatch(sentence);
    expect(worker.said.out).toBe("");
  });

  it("says what it does", async () => {
    const worker = startWorker({}, ["--help"]);
    expect(await worker.ended).toBe(0);
    expect(worker.said.out).toContain("npm run worker");
  });
});
