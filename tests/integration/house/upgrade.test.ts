/** A campaign that was under way under an earlier version goes on counting after the update, and every check agrees. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { applyMigrations, updateDatabase } from "#lib/migrations.ts";
import { emptyDatabase } from "../../support/database.ts";

const url = await emptyDatabase();
const dataDir = mkdtempSync(join(tmpdir(), "countersign-upgrade-"));
Object.assign(process.env, {
  DATABASE_URL: url,
  DATA_DIR: dataDir,
  APP_SECRET: "a secret of tests, the same for all of them",
  LOG_LEVEL: "silent",
});
const { closeDatabase, query } = await import("#lib/db.ts");
const { loadSecrets } = await import("#lib/crypto.ts");
const { openAlarms } = await import("#lib/alarms/alarms.ts");
const { publish } = await import("#lib/ledger/log/publish.ts");
const { reconcile } = await import("#lib/ledger/reconcile.ts");
const { invalidate } = await import("#lib/pledges/invalidate.ts");
const { withdraw } = await import("#lib/pledges/withdraw.ts");
const { differences, foldAll } = await import("../../support/ledger.ts");

/** The migrations of the version that knew confirmations only. */
const EARLIER = /^2026112108/;

/** As that version wrote it: 30 men who confirmed, every third by a share link, the last of them not counted yet. */
const CAMPAIGN = `
  INSERT INTO "Campaign" (id, slug, name, host, languages) VALUES (gen_random_uuid(), 'sample', 'Sample', 'Host', '{en}');
  INSERT INTO "Edition" (id, campaign_id, year, goal, opens_at, closes_at, time_zone, text_version)
    SELECT gen_random_uuid(), id, 2026, 75000, now() - interval '10 days', now() + interval '10 days', 'America/Chicago', 1
    FROM "Campaign";
  INSERT INTO "PledgeText" (id, campaign_id, version, lang, title, sentences, sha256)
    SELECT gen_random_uuid(), id, 1, 'en', 'T', '{A}', encode(sha256(convert_to(E'T\\nA', 'UTF8')), 'hex') FROM "Campaign";
  INSERT INTO "ConsentWording" (id, lang, wording) VALUES ('w', 'en', '{}');
  INSERT INTO "LedgerEntry" (id, edition_id, pledge_id, kind, evidence, stance, country, region, share_link_id, at)
    SELECT gen_random_uuid(), e.id, gen_random_uuid(), 'verified', 'email', 'man', 'US', 'US-WI',
      CASE WHEN n % 3 = 0 THEN gen_random_uuid() END, now() - n * interval '5 hours'
    FROM "Edition" e, generate_series(1, 30) AS n;
  INSERT INTO "LedgerPosition" (position, entry_id, number)
    SELECT row_number() OVER (ORDER BY at), id, row_number() OVER (ORDER BY at) FROM "LedgerEntry" WHERE at < now() - interval '5 hours';
  UPDATE "TallierState" SET position = 29;
  INSERT INTO "Tally" (edition_id, dimension, key, evidence, stance, count)
    SELECT e.edition_id, d.dimension, d.key, 'email', 'man', count(*)
    FROM "LedgerPosition" p JOIN "LedgerEntry" e ON e.id = p.entry_id CROSS JOIN LATERAL (VALUES
      ('all', ''), ('country', 'US'), ('region', 'US-WI'), ('hour', to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24"Z"'))
    ) AS d (dimension, key) GROUP BY 1, 2, 3;`;

beforeAll(async () => {
  const root = mkdtempSync(join(tmpdir(), "countersign-earlier-"));
  mkdirSync(join(root, "prisma/migrations"), { recursive: true });
  for (const name of readdirSync("prisma/migrations").filter((one) => EARLIER.test(one)))
    cpSync(join("prisma/migrations", name), join(root, "prisma/migrations", name), { recursive: true });
  expect(await applyMigrations(url, root)).toHaveLength(2);
  rmSync(root, { recursive: true });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(CAMPAIGN).finally(() => client.end());

  await updateDatabase(url);
  await loadSecrets();
  // The men of these entries, whose names and addresses say nothing here.
  await query(
    `INSERT INTO "Pledge" (id, edition_id, mailbox_key, person_key, data_key, email_sealed, name_sealed, email_domain, birth_year,
       minor, country, region, stance, display, lang, text_version, wording_id, agreed_at, verified_at, evidence, slot)
     SELECT e.pledge_id, e.edition_id, $1::bytea || uuid_send(e.id), uuid_send(e.id), $2, $1, $3, 'example.org', 1980,
       false, 'US', 'US-WI', 'man', 'hidden', 'en', 1, 'w', e.at, e.at, 'email', 1 FROM "LedgerEntry" e`,
    [Buffer.from("m"), ...(await sealedName())],
  );
});
afterAll(async () => {
  await closeDatabase();
  rmSync(dataDir, { recursive: true });
});

async function sealedName(): Promise<[Buffer, Buffer]> {
  const { newDataKey, seal } = await import("#lib/crypto.ts");
  const { key, wrapped } = newDataKey();
  return [wrapped, seal(key, "John Miller", "name")];
}

it("agrees with itself at once, and raises no alarm", async () => {
  await foldAll();
  expect(await differences()).toEqual([]);
  expect((await reconcile()).findings).toEqual([]);
  expect(await openAlarms()).toEqual([]);
  expect(await query(`SELECT key, count FROM "Tally" WHERE dimension = 'source' ORDER BY key`)).toEqual([
    { key: "direct", count: 20 },
    { key: "share", count: 10 },
  ]);
});

it("counts on when men of then leave, and publishes them all", async () => {
  const men = await query<{ id: string }>(`SELECT id FROM "Pledge" ORDER BY verified_at`);
  const [first, second] = [men[0]?.id ?? "", men[1]?.id ?? ""];
  expect(await withdraw(first, { now: new Date() })).toBe("withdrawn");
  expect(await invalidate(second, { reason: "duplicate", now: new Date() })).toBe("invalidated");
  await foldAll();
  expect(await publish(new Date(), { force: true })).toBe(32);
  expect((await reconcile()).findings).toEqual([]);
});
