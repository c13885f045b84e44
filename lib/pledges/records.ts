import { randomBytes } from "node:crypto";
import { unseal, unwrapDataKey, uuidv7 } from "#lib/crypto.ts";
import { query, type Send } from "#lib/db.ts";
import { commitTo, type SignedRecord } from "./receipt.ts";

/** A pledge as far as a record of it needs it. */
export type Signed = Pick<SignedRecord, "stance" | "country" | "region" | "county" | "lang"> & {
  dataKey: Buffer;
  birthYear: number;
  nameSealed: Buffer;
  isCounted: boolean;
  slug: string;
  year: number;
  textSha256: string;
};
/** One that is renewed: where its mail goes, and the newest entry of its story. */
export type Earlier = Signed & { campaignId: string; emailSealed: Buffer | null; prior: string | null };
type Where = Pick<SignedRecord, "stance" | "country" | "region" | "county">;

const COLUMNS = `p.data_key AS "dataKey", p.birth_year AS "birthYear", p.name_sealed AS "nameSealed",
  p.verified_at IS NOT NULL AND p.withdrawn_at IS NULL AS "isCounted",
  p.stance, p.country, p.region, p.county, p.lang, c.slug, e.year,
  (SELECT t.sha256 FROM "PledgeText" t WHERE t.campaign_id = c.id AND t.version = p.text_version
   ORDER BY t.lang = p.lang DESC, t.lang LIMIT 1) AS "textSha256"`;
const FROM = `"Pledge" p JOIN "Edition" e ON e.id = p.edition_id JOIN "Campaign" c ON c.id = e.campaign_id`;
const FROM_NEWEST = `${FROM} LEFT JOIN LATERAL newest_entry(p.id) AS newest ON true`;

/** What was signed; undefined where there is nobody (any more). */
export async function signedPledge(pledgeId: string, send: Send = query): Promise<Signed | undefined> {
  const [row] = await send<Signed>(`SELECT ${COLUMNS} FROM ${FROM} WHERE p.id = $1 AND p.erased_at IS NULL`, [
    pledgeId,
  ]);
  return row;
}

/** What is renewed; undefined where there is nobody (any more). */
export async function earlierPledge(pledgeId: string): Promise<Earlier | undefined> {
  const [row] = await query<Earlier>(
    `SELECT ${COLUMNS}, c.id AS "campaignId", p.email_sealed AS "emailSealed", newest.id AS prior
     FROM ${FROM_NEWEST} WHERE p.id = $1 AND p.erased_at IS NULL`,
    [pledgeId],
  );
  return row;
}

/** The record that the ledger's entry `entry` commits to: what was signed, with what was corrected since. */
export function recordOf(
  signed: Omit<Signed, "dataKey" | "birthYear" | "nameSealed" | "isCounted">,
  { entry, name, ...corrected }: { entry: string; name: string } & Partial<Where>,
): SignedRecord {
  const { stance, country, region, county } = { ...signed, ...corrected };
  const { slug, year, textSha256, lang } = signed;
  return {
    v: 1,
    entry,
    campaign: slug,
    edition: year,
    text: textSha256,
    lang,
    name,
    stance,
    country,
    region,
    county,
  };
}

/** What a next entry of a pledge is written with. */
export type Draft = {
  /** The entry that it will follow; null for a pledge that has none. */
  prior: string | null;
  entry: string;
  commitment: Buffer;
  /** Null for an erased pledge: its commitment is to nothing, and nobody can open it. */
  sealed: Buffer | null;
  /** How it is known; null for a pledge that was never confirmed. */
  evidence: string | null;
  teamId: string | null;
} & Where;

/**
 * Drafts the next entry in the story of a pledge: its id, its commitment and the receipt, with `corrected` in place of what
 * stood there. Undefined where there is no such pledge. Whoever writes it makes sure that `prior` is still the newest.
 */
export async function draftEntry(
  pledgeId: string,
  now: Date,
  corrected: Partial<Where> = {},
  send: Send = query,
): Promise<Draft | undefined> {
  type Row = Omit<Signed, "dataKey"> &
    Pick<Draft, "prior" | "evidence" | "teamId"> & { dataKey: Buffer | null };
  const [row] = await send<Row>(
    `SELECT ${COLUMNS}, newest.id AS prior, p.evidence, newest.team_id AS "teamId"
     FROM ${FROM_NEWEST} WHERE p.id = $1`,
    [pledgeId],
  );
  if (!row) return undefined;
  const { prior, evidence, teamId, dataKey, nameSealed, stance, country, region, county } = row;
  const entry = uuidv7(now);
  const where = { stance, country, region, county, ...corrected };
  const drafted = { prior, entry, evidence, teamId, ...where };
  if (!dataKey) return { ...drafted, commitment: randomBytes(32), sealed: null };
  const key = unwrapDataKey(dataKey);
  const name = unseal(key, nameSealed, "name").toString("utf8");
  return { ...drafted, ...commitTo(recordOf(row, { entry, name, ...where }), key) };
}

/**
 * Does a deed that was read and then written by another statement, again when something came between ("changed"). Throws when
 * that happens over and over.
 */
export async function untilSettled<Outcome extends string>(
  deed: () => Promise<Outcome | "changed">,
): Promise<Outcome> {
  for (let round = 0; round < 5; round++) {
    const outcome = await deed();
    if (outcome !== "changed") return outcome;
  }
  throw new Error("a pledge kept changing while it was worked on");
}
