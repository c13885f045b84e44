import { existsSync } from "node:fs";
import { beforeAll, expect, it } from "vitest";
import { freshDatabase } from "../../support/database.ts";

process.env.MAIL_FROM = "Lake City <pledge@mail.example.org>";
await freshDatabase();
const { createCampaign } = await import("../../../prisma/seed/index.ts");
const { aBrowser, anEnrolled, anOrganizer } = await import("../../support/organizers.ts");
const { scopeOf } = await import("../../support/scopes.ts");
const { markSent } = await import("../../support/signers.ts");
const { openAlarms, publicAlarms } = await import("#lib/alarms/alarms.ts");
const { lastGoodBackup, latestBackups } = await import("#lib/backups/queries.ts");
const { doBackup } = await import("#lib/backups/task.ts");
const { askNightly, watchBackups } = await import("#lib/backups/watch.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { query } = await import("#lib/db.ts");
const { writeLetter } = await import("#lib/mail/letter.ts");
const { claim } = await import("#lib/mail/outbox.ts");
const { databaseHealth } = await import("#lib/organizers/health/database.ts");
const { houseBackups } = await import("#lib/organizers/health/house-backups.ts");
const { machineOf } = await import("#lib/organizers/health/machine.ts");
const { checkDomain, lastDomainCheck } = await import("#lib/organizers/health/mail-domain.ts");
const { lastTests } = await import("#lib/organizers/health/mail-test.ts");
const { postBackup, postDomain, postMailTest } = await import("#lib/organizers/health/post-health.ts");
const { workOf } = await import("#lib/organizers/health/work.ts");
const { Refused } = await import("#lib/organizers/scope.ts");
const { runWaitingTasks } = await import("#lib/tasks/run.ts");

let owner: Awaited<ReturnType<typeof anEnrolled>>;
const PAGE = "/organize/health";
const actions = async () =>
  (
    await query<{ action: string }>(
      `SELECT action FROM "AuditEvent" WHERE action ~ '^(backup|mail)' ORDER BY id`,
    )
  ).map(({ action }) => action);
const letters = async () => {
  const mails = await claim(100);
  return mails.map((mail) => ({ kind: mail.kind, written: writeLetter(mail) }));
};

beforeAll(async () => {
  await loadSecrets();
  await createCampaign();
  owner = await anEnrolled("owner");
  await markSent();
});

it("sends a test through the outbox to whoever asks, once a minute, and says what became of it", async () => {
  const scope = await owner.browser.scope();
  expect(await owner.browser.post(postMailTest)).toBe(`${PAGE}?said=testSent#mail`);
  expect(await owner.browser.post(postMailTest)).toBe(`${PAGE}?said=testSoon#mail`);
  expect(await lastTests(scope)).toMatchObject([{ state: "waiting" }]);
  expect(await letters()).toMatchObject([
    {
      kind: "test",
      written: { ok: true, letter: { to: owner.email, subject: "A test from localhost:3000" } },
    },
  ]);
  await query(`UPDATE "Mail" SET failed_at = now(), last_error = '550 5.7.1' WHERE kind = 'test'`);
  expect(await lastTests(scope)).toMatchObject([{ state: "failed", error: "550 5.7.1" }]);
  // Others' tests are theirs.
  expect(await lastTests(scopeOf("owner"))).toEqual([]);
  expect(await actions()).toEqual(["mail.test"]);
});

it("tells the owners, and nobody else, that backups are missing: on the desk, and by mail once a day", async () => {
  const inTwoDays = new Date(Date.now() + 48 * 3_600_000);
  await anOrganizer("viewer");
  await watchBackups(new Date());
  expect(await openAlarms()).toEqual([]);
  await watchBackups(inTwoDays);
  await watchBackups(inTwoDays);
  expect(await openAlarms()).toMatchObject([{ kind: "backup" }]);
  expect(await publicAlarms()).toEqual([]);
  expect(await letters()).toMatchObject([
    {
      kind: "alarm",
      written: {
        ok: true,
        letter: { to: owner.email, subject: "No backup of localhost:3000 for more than a day" },
      },
    },
  ]);
  await query(`UPDATE "Mail" SET created_at = created_at - interval '24 hours' WHERE kind = 'alarm'`);
  await watchBackups(inTwoDays);
  expect(await query(`SELECT 1 FROM "Mail" WHERE kind = 'alarm'`)).toHaveLength(2);
  expect((await houseBackups(scopeOf("owner"), inTwoDays)).isOverdue).toBe(true);
});

it("makes one at a click, which ends the alarm; a night asks for one and not for two", async () => {
  expect(await owner.browser.post(postBackup)).toBe(`${PAGE}?said=backupAsked#backups`);
  expect(await owner.browser.post(postBackup)).toBe(`${PAGE}?said=backupWaits#backups`);
  await askNightly();
  expect(await runWaitingTasks({ backup: doBackup })).toBe(1);
  const [made] = await latestBackups();
  expect(made).toMatchObject({ state: "good" });
  expect(existsSync(made?.file ?? "")).toBe(true);
  expect(await openAlarms()).toEqual([]);
  expect((await lastGoodBackup()).lastGood).toEqual(made?.startedAt);
  expect((await houseBackups(scopeOf("owner"), new Date())).task).toMatchObject({ state: "finished" });
  await askNightly();
  await askNightly();
  expect(await runWaitingTasks({ backup: doBackup })).toBe(1);
  // Of one day the newest stays.
  expect(await latestBackups()).toMatchObject([{ state: "good" }, { id: made?.id, state: "removed" }]);
  expect(existsSync(made?.file ?? "")).toBe(false);
  expect((await actions()).at(-1)).toBe("backup.ask");
});

it("keeps what a look-up found, for the domain that mail is sent from", async () => {
  const scope = await owner.browser.scope();
  const now = new Date();
  const lookUp = async (domain: string) => ({
    domain,
    mx: { ok: true as const, found: ["mx.example.org"] },
    txt: { ok: false as const },
    dmarc: { ok: true as const, found: [] },
    dkim: ["a", "b"].map((selector) => ({ selector, answer: { ok: true as const, found: [] } })),
  });
  expect(await lastDomainCheck(scope)).toBeNull();
  await checkDomain(scope, { selector: "s1", now, lookUp });
  expect(await lastDomainCheck(scope)).toMatchObject({
    at: now,
    selector: "s1",
    records: { domain: "mail.example.org", dkim: [{ selector: "a" }] },
  });
  expect((await actions()).at(-1)).toBe("mail.check_domain");
  expect(await owner.browser.post(postDomain, { selector: "<b>" })).toBe(`${PAGE}?said=selectorWrong#domain`);
});

it("reads how database, work and machine are, without the extension for slow queries as well", async () => {
  const scope = scopeOf("organizer");
  const database = await databaseHealth(scope);
  expect(database.tables).toHaveLength(8);
  expect(database.size).toBeGreaterThan(0);
  expect(database.slow.from).toBe("now");
  expect(await workOf(scope)).toMatchObject({
    tasksRunning: 0,
    tasksWaiting: 0,
    jobs: null,
    reconciliation: null,
  });
  await query(`CREATE SCHEMA pgboss`);
  await query(`CREATE TABLE pgboss.job (name text, state text, completed_on timestamptz)`);
  await query(`INSERT INTO pgboss.job VALUES ('figures.weeks', 'failed', now()), ('pledges.purge', 'completed', now()),
    ('__pgboss__x', 'failed', now())`);
  expect((await workOf(scope)).jobs).toMatchObject({ lastDone: expect.any(Date), failed: ["figures.weeks"] });
  expect(await machineOf(scope)).toMatchObject({
    version: "0.1.0",
    disk: { free: expect.any(Number) },
    secretIsHere: false,
  });
});

it("is for owners and organizers alone", async () => {
  for (const role of ["moderator", "viewer", "captain"] as const) {
    const scope = scopeOf(role);
    for (const ask of [workOf, databaseHealth, machineOf, lastTests, lastDomainCheck])
      await expect(ask(scope)).rejects.toThrow(Refused);
    await expect(houseBackups(scope, new Date())).rejects.toThrow(Refused);
  }
  const stranger = aBrowser();
  for (const post of [postBackup, postMailTest, postDomain])
    expect(await stranger.post(post)).toBe("/organize/sign-in");
});
