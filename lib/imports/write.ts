import { hash } from "node:crypto";
import { now } from "#lib/clock.ts";
import { newDataKey, randomToken, seal, uuidv7 } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import { commitTo } from "#lib/pledges/receipt.ts";
import { recordOf } from "#lib/pledges/records.ts";
import { nameKeys } from "#lib/pledges/sign.ts";
import type { Judged } from "./judge.ts";
import type { Import } from "./queries.ts";

/** A client inside a transaction: `transaction()` of lib/db.ts hands one out. */
type Client = { query(text: string, values: unknown[]): Promise<unknown> };
type Taken = Extract<Judged, { skip: null }>;

/** What all pledges of a list have in common. */
export type Terms = { wordingId: Map<string, string>; textSha256: Map<string, string> };

/**
 * Signing, confirming and importing of one mailbox take turns (lib/pledges/mailbox-lock.sql). In the order of the locks, so that two
 * batches never wait for each other.
 */
export async function lockMailboxes(client: Client, mailboxes: Buffer[]): Promise<void> {
  await client.query(
    `SELECT pg_advisory_xact_lock(l.key) FROM (
       SELECT DISTINCT mailbox_lock(m) AS key FROM unnest($1::bytea[]) AS m ORDER BY 1) AS l`,
    [mailboxes],
  );
}

/** Writes people as pledges that count, each with its entry of the ledger and its share link. Nobody gets a mail. */
export async function writePledges(
  client: Client,
  list: Import,
  terms: Terms,
  people: Taken[],
): Promise<void> {
  const rows = people.map((one) => rowOf(one, list, terms));
  const column = (name: keyof ReturnType<typeof rowOf>) => rows.map((row) => row[name]);
  await client.query(
    `INSERT INTO "Pledge" (id, edition_id, mailbox_key, person_key, name_keys, data_key, email_sealed, name_sealed, email_domain,
       birth_year, minor, country, region, county, stance, display, lang, text_version, wording_id, agreed_at, news_at, renew_at,
       team, event, renews_id, receipt_sealed, import_id, verified_at, evidence, slot)
     SELECT r.id, $1, r.mailbox, r.person, r.name_keys::bytea[], r.data_key, r.email, r.name, r.domain,
       r.birth_year, r.minor, r.country, r.region, r.county, r.stance, r.display, r.lang, $2, r.wording, coalesce(r.agreed, now()),
       CASE WHEN r.news THEN coalesce(r.agreed, now()) END, CASE WHEN r.renew THEN coalesce(r.agreed, now()) END,
       r.team, r.event, r.renews, r.receipt, $3, clock_timestamp(), $4, r.slot
     FROM unnest($5::uuid[], $6::bytea[], $7::bytea[], $8::text[], $9::bytea[], $10::bytea[], $11::bytea[], $12::text[],
       $13::smallint[], $14::boolean[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[],
       $22::timestamptz[], $23::boolean[], $24::boolean[], $25::text[], $26::text[], $27::uuid[], $28::bytea[], $29::smallint[])
       AS r(id, mailbox, person, name_keys, data_key, email, name, domain, birth_year, minor, country, region, county, stance,
         display, lang, wording, agreed, news, renew, team, event, renews, receipt, slot)`,
    [
      list.editionId,
      list.textVersion,
      list.id,
      list.evidence,
      ...(
        [
          "id",
          "mailbox",
          "person",
          "nameKeys",
          "dataKey",
          "email",
          "name",
          "domain",
          "birthYear",
          "minor",
          "country",
          "region",
          "county",
          "stance",
          "display",
          "lang",
          "wording",
          "agreedAt",
          "news",
          "renew",
          "team",
          "event",
          "renews",
          "receipt",
          "slot",
        ] as const
      ).map(column),
    ],
  );
  await client.query(
    `INSERT INTO "LedgerEntry" (id, edition_id, pledge_id, kind, renewal, evidence, stance, country, region, county,
       team_id, event_id, source, commitment)
     SELECT r.entry, $1, r.id, CASE WHEN r.renews IS NULL THEN 'verified' ELSE 'renewed' END, r.renews IS NOT NULL, $2,
       r.stance, r.country, r.region, r.county, t.id, v.id,
       CASE WHEN v.id IS NOT NULL THEN 'event' WHEN t.id IS NOT NULL THEN 'team' ELSE 'direct' END, r.commitment
     FROM unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[],
       $13::bytea[]) AS r(entry, id, renews, stance, country, region, county, team, event, commitment)
     LEFT JOIN "Team" t ON t.campaign_id = $3 AND t.slug = r.team
     LEFT JOIN "Event" v ON v.edition_id = $1 AND v.slug = r.event`,
    [
      list.editionId,
      list.evidence,
      list.campaignId,
      ...(
        [
          "entry",
          "id",
          "renews",
          "stance",
          "country",
          "region",
          "county",
          "team",
          "event",
          "commitment",
        ] as const
      ).map(column),
    ],
  );
  await client.query(
    `INSERT INTO "ShareLink" (id, code, edition_id, pledge_id)
     SELECT r.id, r.code, $1, r.pledge FROM unnest($2::uuid[], $3::text[], $4::uuid[]) AS r(id, code, pledge)`,
    [list.editionId, column("shareLink"), column("shareCode"), column("id")],
  );
}

function rowOf({ person, mailbox, key: personKey, slot, renews }: Taken, list: Import, terms: Terms) {
  const at = now();
  const { key, wrapped } = newDataKey();
  const entry = uuidv7(at);
  const { country, region, county, stance, lang, name } = person;
  const textSha256 = terms.textSha256.get(lang) ?? "";
  const signed = { slug: list.slug, year: list.year, textSha256, lang, stance, country, region, county };
  const { commitment, sealed } = commitTo(recordOf(signed, { entry, name }), key);
  return {
    id: uuidv7(at),
    mailbox,
    person: personKey,
    nameKeys: `{${nameKeys(name)
      .map((one) => `"\\\\x${one.toString("hex")}"`)
      .join(",")}}`,
    dataKey: wrapped,
    email: person.email && seal(key, person.email.typed, "email"),
    name: seal(key, name, "name"),
    domain: person.email?.domain ?? null,
    birthYear: person.birthYear,
    minor: person.minor,
    country,
    region,
    county,
    stance,
    display: person.display,
    lang,
    wording: terms.wordingId.get(lang),
    agreedAt: person.agreedAt,
    news: person.news,
    renew: person.renew,
    team: person.team,
    event: person.event,
    renews,
    receipt: sealed,
    slot,
    entry,
    commitment,
    shareLink: uuidv7(at),
    shareCode: randomToken().slice(0, 16),
  };
}

/**
 * The text that the people of a list stand for, and what is known of their consents: the words of whoever brought it in take the
 * place of the form's, which they never saw.
 */
export async function termsOf(list: Import): Promise<Terms> {
  const wordingId = new Map<string, string>();
  const textSha256 = new Map<string, string>();
  for (const lang of ["en", "es"]) {
    const wording = JSON.stringify({ stated: list.consent });
    const id = hash("sha256", `${lang}\0${wording}`).slice(0, 32);
    await query(
      `INSERT INTO "ConsentWording" (id, lang, wording) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [id, lang, wording],
    );
    wordingId.set(lang, id);
    const [text] = await query<{ sha256: string }>(
      `SELECT sha256 FROM "PledgeText" WHERE campaign_id = $1 AND version = $2 ORDER BY lang = $3 DESC, lang LIMIT 1`,
      [list.campaignId, list.textVersion, lang],
    );
    textSha256.set(lang, text?.sha256 ?? "");
  }
  return { wordingId, textSha256 };
}
