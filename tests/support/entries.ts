import { randomBytes } from "node:crypto";
import { now } from "#lib/clock.ts";
import { uuidv7 } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";

type Fields = {
  pledge?: string | null;
  kind?: string;
  prior?: string | null;
  reason?: string | null;
  amount?: number;
  evidence?: string;
  stance?: string;
  country?: string;
  region?: string | null;
  county?: string | null;
  renewal?: boolean;
  at?: Date;
};

/** Writes an entry into the ledger as it is told, without a pledge behind it; answers its id. */
export async function appendEntry(editionId: string, fields: Fields = {}): Promise<string> {
  const id = uuidv7(now());
  const {
    pledge = uuidv7(now()),
    kind = "verified",
    prior = null,
    reason = null,
    amount = 1,
    evidence = "email",
  } = fields;
  const {
    stance = "man",
    country = "US",
    region = "US-WI",
    county = null,
    renewal = false,
    at = null,
  } = fields;
  await query(
    `INSERT INTO "LedgerEntry" (id, edition_id, pledge_id, kind, prior_id, reason, amount, evidence, stance, country, region, county,
       renewal, commitment, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, coalesce($15, clock_timestamp()))`,
    [
      id,
      editionId,
      pledge,
      kind,
      prior,
      reason,
      amount,
      evidence,
      stance,
      country,
      region,
      county,
      renewal,
      randomBytes(32),
      at,
    ],
  );
  return id;
}
