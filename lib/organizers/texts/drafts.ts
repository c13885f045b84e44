import { record } from "#lib/audit/record.ts";
import type { TextBody } from "#lib/campaigns/text-rules.ts";
import { transaction } from "#lib/db.ts";
import type { Locale } from "#lib/words.ts";
import { demand, type Scope } from "../scope.ts";

/**
 * Saves the draft of a language, if nobody has since the revision that was seen (0: before the first). Answers whether it was.
 * Its words stand in the audit log's sealed note: they are nobody's until they are published.
 */
export async function saveDraft(
  scope: Scope,
  campaignId: string,
  lang: Locale,
  { seen, text }: { seen: number; text: TextBody },
): Promise<boolean> {
  demand(scope, "campaign.change");
  return transaction(async (client) => {
    const values = [campaignId, lang, text.title, text.sentences, scope.organizerId];
    const saved =
      seen === 0
        ? await client.query(
            `INSERT INTO "PledgeTextDraft" (campaign_id, lang, title, sentences, updated_by_id, revision, updated_at)
             VALUES ($1, $2, $3, $4, $5, 1, clock_timestamp()) ON CONFLICT DO NOTHING`,
            values,
          )
        : await client.query(
            `UPDATE "PledgeTextDraft" SET title = $3, sentences = $4, updated_by_id = $5, revision = revision + 1,
               updated_at = clock_timestamp() WHERE campaign_id = $1 AND lang = $2 AND revision = $6`,
            [...values, seen],
          );
    if (saved.rowCount === 0) return false;
    await record(client, {
      scope,
      action: "text.draft",
      subject: `text:${campaignId}`,
      after: { lang, sentences: text.sentences.length },
      note: [text.title, ...text.sentences].join("\n"),
    });
    return true;
  });
}

/** Throws every draft of a campaign away; answers whether there was any. */
export async function discardDrafts(scope: Scope, campaignId: string): Promise<boolean> {
  demand(scope, "campaign.change");
  return transaction(async (client) => {
    const { rows } = await client.query<{ lang: string; title: string; sentences: string[] }>(
      `DELETE FROM "PledgeTextDraft" WHERE campaign_id = $1 RETURNING lang, title, sentences`,
      [campaignId],
    );
    if (rows.length === 0) return false;
    await record(client, {
      scope,
      action: "text.discard",
      subject: `text:${campaignId}`,
      note: rows.map(({ lang, title, sentences }) => [lang, title, ...sentences].join("\n")).join("\n\n"),
    });
    return true;
  });
}
