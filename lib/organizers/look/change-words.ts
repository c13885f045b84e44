import type { PoolClient } from "pg";
import type { Edited } from "../editing/edited.ts";
import type { Scope } from "../scope.ts";
import { changeSection, type Fields } from "./section.ts";
import { type OwnWord, wordFields } from "./word-fields.ts";

/** Says things the campaign's own way from now on; what is not among `ownWords` is said in ours again. */
export async function changeWords(
  scope: Scope,
  campaignId: string,
  ownWords: OwnWord[],
  asked: { seen: number | null; to: string },
): Promise<Edited> {
  const write = async (client: PoolClient) => {
    await client.query(`DELETE FROM "CampaignMessage" WHERE campaign_id = $1`, [campaignId]);
    await client.query(
      `INSERT INTO "CampaignMessage" (campaign_id, key, lang, text, updated_by_id)
       SELECT $1, w.key, w.lang, w.text, $3 FROM jsonb_to_recordset($2) AS w(key text, lang text, text text)`,
      [campaignId, JSON.stringify(ownWords), scope.organizerId],
    );
  };
  return changeSection(
    scope,
    campaignId,
    { noun: "own_words", action: "campaign.words", read: readStoredWords, write },
    asked,
  );
}

export async function readStoredWords(
  client: Pick<PoolClient, "query">,
  campaignId: string,
): Promise<Fields> {
  const { rows } = await client.query<{ key: string; lang: string; text: string }>(
    `SELECT key, lang, text FROM "CampaignMessage" WHERE campaign_id = $1`,
    [campaignId],
  );
  return wordFields(rows);
}
