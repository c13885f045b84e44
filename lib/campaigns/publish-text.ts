import type { PoolClient } from "pg";
import { uuidv7 } from "#lib/crypto.ts";
import { isSameText, type TextBody, textHash } from "./text-rules.ts";

export type TextRefused = "campaign" | "seen" | "language" | "same" | "closed";
export type Published =
  | { ok: true; version: number; years: number[]; replaced: number[] }
  | { ok: false; reason: TextRefused };
type NewText = {
  /** The version that was compared with: where another is in force by now, nothing is done. */
  inForce: number;
  texts: ReadonlyMap<string, TextBody>;
  /** Only for editions that have not opened yet. */
  onlyComing: boolean;
};

/**
 * Puts a pledge text into force, in every language of the campaign at once: a new version, for the edition that is open and
 * those to come. Nothing that was signed moves: a signature names the version that was on the screen, and what somebody has
 * just read can still be signed for 24 hours (lib/campaigns/rules.ts). Editions that have closed keep theirs. In the caller's
 * transaction.
 */
export async function publishText(
  client: PoolClient,
  campaignId: string,
  { inForce, texts, onlyComing }: NewText,
  now: Date,
): Promise<Published> {
  // As every change of a campaign's editions: one after the other, and nobody who signs meanwhile waits.
  const { rows: campaigns } = await client.query<{ languages: string[] }>(
    `SELECT languages FROM "Campaign" WHERE id = $1 FOR NO KEY UPDATE`,
    [campaignId],
  );
  const languages = campaigns[0]?.languages;
  if (!languages) return { ok: false, reason: "campaign" };
  if ((await versionInForce(client, campaignId)) !== inForce) return { ok: false, reason: "seen" };
  if (languages.some((lang) => !texts.has(lang))) return { ok: false, reason: "language" };
  const { rows: open } = await client.query(
    `SELECT FROM "Edition" WHERE campaign_id = $1 AND closes_at > clock_timestamp() AND (NOT $2 OR opens_at > clock_timestamp())`,
    [campaignId, onlyComing],
  );
  // A text that no edition shows would be in force nowhere, and the result of a closed one keeps what was signed for it.
  if (open.length === 0) return { ok: false, reason: "closed" };
  const before = await textsOf(client, campaignId, inForce);
  if ([...texts].every(([lang, text]) => before.some((one) => one.lang === lang && isSameText(one, text))))
    return { ok: false, reason: "same" };

  const { rows } = await client.query<{ version: number }>(
    `SELECT max(version) + 1 AS version FROM "PledgeText" WHERE campaign_id = $1`,
    [campaignId],
  );
  const version = rows[0]?.version ?? 1;
  for (const [lang, text] of texts)
    await client.query(
      `INSERT INTO "PledgeText" (id, campaign_id, version, lang, title, sentences, sha256, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, clock_timestamp())`,
      [uuidv7(now), campaignId, version, lang, text.title, text.sentences, textHash(text)],
    );
  const earlier = await versionsInUse(client, campaignId);
  const { rows: edited } = await client.query<{ year: number }>(
    `UPDATE "Edition" SET text_version = $2, revision = revision + 1, updated_at = clock_timestamp()
     WHERE campaign_id = $1 AND closes_at > clock_timestamp() AND (NOT $3 OR opens_at > clock_timestamp()) RETURNING year`,
    [campaignId, version, onlyComing],
  );
  const later = await versionsInUse(client, campaignId);
  const replaced = earlier.filter((one) => !later.includes(one));
  await client.query(
    `UPDATE "PledgeText" SET replaced_at = clock_timestamp() WHERE campaign_id = $1 AND version = ANY ($2) AND replaced_at IS NULL`,
    [campaignId, replaced],
  );
  return { ok: true, version, years: edited.map(({ year }) => year).sort(), replaced };
}

/** The versions that can be signed now or once an edition opens. */
async function versionsInUse(client: Pick<PoolClient, "query">, campaignId: string): Promise<number[]> {
  const { rows } = await client.query<{ version: number }>(
    `SELECT DISTINCT text_version AS version FROM "Edition" WHERE campaign_id = $1 AND closes_at > clock_timestamp()`,
    [campaignId],
  );
  return rows.map(({ version }) => version);
}

/** The version that the edition closing last is signed on: what the next one would be, too. Null where there is no edition. */
export async function versionInForce(
  client: Pick<PoolClient, "query">,
  campaignId: string,
): Promise<number | null> {
  const { rows } = await client.query<{ version: number }>(
    `SELECT text_version AS version FROM "Edition" WHERE campaign_id = $1 ORDER BY closes_at DESC LIMIT 1`,
    [campaignId],
  );
  return rows[0]?.version ?? null;
}

export async function textsOf(
  client: Pick<PoolClient, "query">,
  campaignId: string,
  version: number,
): Promise<(TextBody & { lang: string })[]> {
  const { rows } = await client.query<TextBody & { lang: string }>(
    `SELECT lang, title, sentences FROM "PledgeText" WHERE campaign_id = $1 AND version = $2`,
    [campaignId, version],
  );
  return rows;
}
