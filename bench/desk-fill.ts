/**
 * Fills the database of `npm run bench -- desk` with pledges and everything that hangs on them, in a few large statements, and
 * sends its parent what to ask for. `node bench/desk-fill.ts COUNT`.
 */
import pg from "pg";
import { loadSecrets, randomToken, uuidv7 } from "#lib/crypto.ts";
import { closeDatabase, query } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { invite } from "#lib/organizers/invite.ts";
import { openSession } from "#lib/organizers/sessions.ts";
import { wordingId } from "#lib/pledges/consents.ts";
import { mailboxKey, nameKeys } from "#lib/pledges/sign.ts";
import { createCampaign } from "../prisma/seed/index.ts";
import { withoutIndexes } from "./bare-table.ts";
import { type Face, faces, RARE } from "./crowd.ts";
import { countEntries } from "./ledger.ts";

const FACES = 5_000;
/** Rows in one statement: a larger one gains nothing, and says nothing for longer. */
const STEP = 500_000;
/** The days over which they signed. */
const DAYS = 40;
/** Somebody whose address, share link and rows are asked for. */
export const KNOWN = "walter.known@example.org";

const count = Number(process.argv[2]);
const client = new pg.Client({ connectionString: env().databaseUrl });
await client.connect();
await client.query("SET synchronous_commit = off");
await client.query("SET maintenance_work_mem = '512MB'");
await loadSecrets();

const edition = await step("the campaign", campaign);
await step("the faces", async () => writeFaces(faces(FACES)));
await step(`${count} pledges`, () => withoutIndexes(client, "Pledge", writePledges));
await step("share links", () => withoutIndexes(client, "ShareLink", writeLinks));
await step("the ledger", () => withoutIndexes(client, "LedgerEntry", writeEntries));
await step("positions and tallies", () => countEntries(client));
await step("mail, views and funnel", writeTheRest);
await step("statistics", () => client.query("VACUUM ANALYZE"));
const told = { cookie: await signIn(), editionId: edition.id, ...(await known()) };
process.send?.(told);
await client.end();
await closeDatabase();

async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const done = await work();
  console.log(`  ${what}: ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  return done;
}

/** The campaign with teams, events and a list that was imported; open for 40 days. */
async function campaign() {
  const { id } = await createCampaign();
  await client.query(
    `UPDATE "Edition" SET opens_at = now() - make_interval(days => $2), closes_at = now() + interval '20 days' WHERE id = $1`,
    [id, DAYS],
  );
  await client.query(
    `INSERT INTO "Team" (id, campaign_id, slug, name, kind)
     SELECT uuidv7(), e.campaign_id, 'team-' || n, 'Team ' || n, 'church' FROM "Edition" e, generate_series(1, 200) n WHERE e.id = $1`,
    [id],
  );
  await client.query(
    `INSERT INTO "Event" (id, edition_id, slug, name) SELECT uuidv7(), $1, 'event-' || n, 'Event ' || n FROM generate_series(1, 30) n`,
    [id],
  );
  const imported = uuidv7(new Date());
  await client.query(
    `INSERT INTO "Import" (id, edition_id, file_sha256, size, shape, evidence, consent, finished_at)
     VALUES ($1, $2, sha256('bench'), 1, '{}', 'paper', 'On sheets.', now())`,
    [imported, id],
  );
  return { id, imported, wording: await wordingId("en") };
}

async function writeFaces(people: Face[]): Promise<void> {
  await client.query(
    `CREATE UNLOGGED TABLE bench_face (face int PRIMARY KEY, keys bytea[], data_key bytea, email bytea, name bytea, domain text, born int)`,
  );
  for (const [n, face] of people.entries())
    await client.query(`INSERT INTO bench_face VALUES ($1, $2, $3, $4, $5, $6, $7)`, [
      n,
      face.nameKeys,
      face.dataKey,
      face.emailSealed,
      face.nameSealed,
      face.domain,
      face.birthYear,
    ]);
}

/**
 * Of a hundred: 12 wait, 1 was withdrawn, 2 invalidated (half of them from one domain), 1 of 200 erased, 1 of
 * 1,000 held. The face with the rare name has every 100,000th row, and 20 at least.
 */
async function writePledges(): Promise<void> {
  for (let from = 1; from <= count; from += STEP)
    await client.query(
      `INSERT INTO "Pledge" (id, edition_id, mailbox_key, person_key, name_keys, data_key, email_sealed, name_sealed, email_domain,
         birth_year, minor, country, region, county, stance, display, lang, text_version, wording_id, agreed_at, submitted_at, news_at,
         team, event, ip_prefix, verified_at, evidence, slot, withdrawn_at, invalidated_at, invalidated_reason, held_at, held_for,
         erased_at, import_id)
       SELECT r.id, $1, CASE WHEN gone THEN NULL ELSE sha256(int8send(n)) END, CASE WHEN gone THEN NULL ELSE sha256(int8send(-n)) END,
         CASE WHEN gone THEN '{}' ELSE f.keys END, CASE WHEN gone THEN NULL ELSE f.data_key END,
         CASE WHEN gone THEN NULL ELSE f.email END, CASE WHEN gone THEN NULL ELSE f.name END,
         CASE WHEN gone THEN NULL WHEN flood THEN 'flood.example' ELSE f.domain END, CASE WHEN gone THEN NULL ELSE f.born END,
         n % 50 = 7, p.country, p.region, p.county, CASE WHEN n % 20 = 0 THEN 'supporter' ELSE 'man' END,
         CASE WHEN gone OR n % 50 = 7 THEN 'hidden' ELSE (ARRAY['hidden','initial','full'])[1 + n % 3] END,
         CASE WHEN n % 8 = 0 THEN 'es' ELSE 'en' END, 1, $2, r.at, r.at, CASE WHEN n % 3 = 0 AND n % 50 <> 7 AND NOT gone THEN r.at END,
         CASE WHEN n % 25 = 4 AND NOT gone THEN 'team-' || (1 + n / 25 % 200) END,
         CASE WHEN n % 100 = 9 AND NOT gone THEN 'event-' || (1 + n / 100 % 30) END,
         CASE WHEN r.at > now() - interval '30 days' AND NOT gone THEN format('%s.%s.%s.0/24', 20 + h % 60, h / 60 % 250, h / 15000 % 4) END,
         CASE WHEN waits THEN NULL ELSE r.at + interval '5 minutes' END,
         CASE WHEN waits THEN NULL WHEN imported THEN 'paper' ELSE 'email' END,
         CASE WHEN waits OR left_ OR bad OR gone THEN NULL ELSE 1 END,
         CASE WHEN left_ THEN r.at + interval '2 days' END,
         CASE WHEN bad THEN r.at + interval '1 hour' END, CASE WHEN bad THEN CASE WHEN flood THEN 'flood' ELSE 'fake' END END,
         CASE WHEN n % 1000 = 11 THEN r.at END, CASE WHEN n % 1000 = 11 THEN ARRAY['burst_domain'] ELSE '{}' END,
         CASE WHEN gone THEN r.at + interval '3 days' END, CASE WHEN imported THEN $3::uuid END
       FROM generate_series($4::bigint, $5::bigint) AS n
       CROSS JOIN LATERAL (SELECT hashint8(n)::bigint & 2147483647 AS h, n % 200 = 3 AS gone, n % 100 BETWEEN 11 AND 22 AS waits,
         n % 100 = 31 AS left_, n % 100 IN (41, 42) AS bad, n % 100 = 41 AS flood, n % 300 = 29 AND n % 100 NOT BETWEEN 11 AND 22 AS imported,
         make_interval(secs => -$6::float8 * (1 - n / $7::float8)) AS ago) AS s
       CROSS JOIN LATERAL (SELECT uuidv7(ago) AS id, date_trunc('milliseconds', now() + ago) AS at) AS r
       CROSS JOIN LATERAL (SELECT
         CASE WHEN n % 10 = 9 THEN (ARRAY['CA','MX','KE','DE','BR'])[1 + n / 10 % 5] ELSE 'US' END AS country,
         CASE WHEN n % 10 = 9 THEN CASE WHEN n / 10 % 5 = 0 THEN 'CA-ON' END
              WHEN n % 2 = 0 THEN 'US-WI' ELSE (ARRAY['US-IL','US-MN','US-MI','US-IA','US-OH','US-TX','US-CA'])[1 + n % 7] END AS region,
         CASE WHEN n % 4 = 0 THEN (55001 + 2 * (n / 4 % 39))::text END AS county) AS p
       JOIN bench_face f ON f.face = CASE WHEN n % least(100000, $7::bigint / 20) = 1 THEN ${FACES - 1} ELSE (h % ${FACES - 1})::int END`,
      [
        edition.id,
        edition.wording,
        edition.imported,
        from,
        Math.min(from + STEP - 1, count),
        DAYS * 86_400,
        count,
      ],
    );
}

/** Every tenth of the confirmed has one, in their order: so each of a few can be said to have brought those who came after. */
async function writeLinks(): Promise<void> {
  await client.query(
    `INSERT INTO "ShareLink" (id, code, edition_id, pledge_id, created_at)
     SELECT uuidv7(), translate(encode(substring(sha256(uuid_send(p.id)), 1, 18), 'base64'), '+/=', '-_'), p.edition_id, p.id, p.verified_at
     FROM "Pledge" p WHERE p.verified_at IS NOT NULL AND get_byte(uuid_send(p.id), 15) % 10 = 0 ORDER BY p.id`,
  );
}

/** One entry for each that was confirmed, and one more for who left or was invalidated. */
async function writeEntries(): Promise<void> {
  await client.query(
    `CREATE UNLOGGED TABLE bench_link AS SELECT row_number() OVER (ORDER BY pledge_id) AS n, id, pledge_id FROM "ShareLink"`,
  );
  await client.query(`CREATE UNIQUE INDEX ON bench_link (n)`);
  await client.query(
    `INSERT INTO "LedgerEntry" (id, edition_id, pledge_id, kind, evidence, stance, country, region, county, source, team_id, event_id,
       share_link_id, commitment, at)
     SELECT uuidv7(), p.edition_id, p.id, 'verified', p.evidence, p.stance, p.country, p.region, p.county,
       CASE WHEN v.id IS NOT NULL THEN 'event' WHEN t.id IS NOT NULL THEN 'team' WHEN l.id IS NOT NULL THEN 'share' ELSE 'direct' END,
       t.id, v.id, l.id, sha256(uuid_send(p.id)), p.verified_at
     FROM (SELECT p.*, row_number() OVER (ORDER BY p.id) AS n FROM "Pledge" p WHERE p.verified_at IS NOT NULL) AS p
     LEFT JOIN "Team" t ON t.slug = p.team LEFT JOIN "Event" v ON v.slug = p.event
     LEFT JOIN bench_link l ON p.n % 4 = 0 AND l.n = p.n / 40 AND l.pledge_id < p.id`,
  );
  await client.query(
    `INSERT INTO "LedgerEntry" (id, edition_id, pledge_id, kind, prior_id, reason, evidence, stance, country, region, county, source,
       team_id, event_id, share_link_id, commitment, at)
     SELECT uuidv7(), e.edition_id, e.pledge_id, CASE WHEN p.withdrawn_at IS NOT NULL THEN 'withdrawn' ELSE 'invalidated' END, e.id,
       p.invalidated_reason, e.evidence, e.stance, e.country, e.region, e.county, e.source, e.team_id, e.event_id, e.share_link_id,
       sha256(uuid_send(e.id)), coalesce(p.withdrawn_at, p.invalidated_at)
     FROM "LedgerEntry" e JOIN "Pledge" p ON p.id = e.pledge_id
     WHERE e.kind = 'verified' AND (p.withdrawn_at IS NOT NULL OR p.invalidated_at IS NOT NULL)`,
  );
  await client.query(`DROP TABLE bench_link`);
}

/** The newest mails, some of them waiting, and what is counted by the hour. */
async function writeTheRest(): Promise<void> {
  await client.query(
    `INSERT INTO "Mail" (id, edition_id, pledge_id, mailbox_key, kind, lang, priority, token_hash, code_hash, expires_at, created_at,
       sent_at, failed_at, last_error)
     SELECT uuidv7(), p.edition_id, p.id, p.mailbox_key, 'verify', p.lang, 1, sha256(uuid_send(p.id)), sha256(uuid_send(p.id)),
       p.submitted_at + interval '7 days', p.submitted_at, CASE WHEN n % 200 > 3 THEN p.submitted_at + interval '1 second' END,
       CASE WHEN n % 200 IN (0, 1) THEN p.submitted_at + interval '1 second' END, CASE WHEN n % 200 IN (0, 1) THEN '550' END
     FROM (SELECT p.*, row_number() OVER () AS n FROM (SELECT * FROM "Pledge" WHERE mailbox_key IS NOT NULL ORDER BY edition_id DESC, id DESC LIMIT 300000) p) p`,
  );
  await client.query(
    `INSERT INTO "PageView" (edition_id, page, hour, views)
     SELECT $1, page, date_trunc('hour', now()) - h * interval '1 hour', 100 + h FROM generate_series(0, 24 * ${DAYS}) h, unnest(ARRAY['pledge','signed']) page`,
    [edition.id],
  );
  await client.query(
    `INSERT INTO "FunnelHour" (edition_id, hour, submitted, waiting, failed, open, lapsed, confirmed, already)
     SELECT $1, date_trunc('hour', now()) - h * interval '1 hour', 100, 1, 1, 5, 5, 88, 3 FROM generate_series(0, 24 * ${DAYS}) h`,
    [edition.id],
  );
}

/** An owner's session, his second factor just shown. */
async function signIn(): Promise<string> {
  const invited = await invite(
    "console",
    { email: "bench@example.org", role: "owner", teamId: null },
    new Date(),
    { mails: false },
  );
  if (!invited.ok) throw new Error(invited.reason);
  const token = randomToken();
  await openSession(invited.organizerId, token, { agent: null, ipPrefix: null }, new Date());
  await query(`UPDATE "Organizer" SET totp_since = now(), totp_sealed = 'x', totp_step = 0 WHERE id = $1`, [
    invited.organizerId,
  ]);
  await query(
    `UPDATE "OrganizerSession" SET second_factor_at = now() + interval '1 day' WHERE organizer_id = $1`,
    [invited.organizerId],
  );
  return `cs_desk=${token}`;
}

/** Gives a row from the middle a known address, and tells what the searches are for. */
async function known() {
  const [row] = await query<{ id: string; prefix: string | null }>(
    `SELECT p.id, p.ip_prefix AS prefix FROM "Pledge" p
     WHERE p.edition_id = $1 AND p.id > (SELECT id FROM "Pledge" WHERE edition_id = $1 ORDER BY id LIMIT 1 OFFSET $2) AND p.ip_prefix IS NOT NULL
       AND p.erased_at IS NULL ORDER BY p.id LIMIT 1`,
    [edition.id, Math.floor(count / 2)],
  );
  if (!row) throw new Error("nobody in the middle");
  await query(`UPDATE "Pledge" SET mailbox_key = $2 WHERE id = $1`, [row.id, mailboxKey(KNOWN)]);
  const [link] = await query<{ code: string }>(`SELECT code FROM "ShareLink" ORDER BY id LIMIT 1`);
  const rare = nameKeys(RARE)[1];
  const [{ many } = { many: 0 }] = await query<{ many: number }>(
    `SELECT count(*)::int AS many FROM "Pledge" WHERE name_keys @> ARRAY[$1::bytea]`,
    [rare],
  );
  console.log(`  ${RARE}: ${many} rows`);
  return { email: KNOWN, pledge: row.id, prefix: row.prefix, share: link?.code, rare: RARE };
}
