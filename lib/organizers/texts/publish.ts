import { record } from "#lib/audit/record.ts";
import { type Published, publishText } from "#lib/campaigns/publish-text.ts";
import { type TextBody, textHash } from "#lib/campaigns/text-rules.ts";
import { transaction } from "#lib/db.ts";
import { demand, type Scope } from "../scope.ts";
import type { TextDesk } from "./queries.ts";

export type Seen = {
  /** The version that the page compared with, and each draft's revision. */
  inForce: number;
  revisions: ReadonlyMap<string, number>;
  onlyComing: boolean;
};

/**
 * Puts the drafts of a campaign into force as they were seen; a language without a draft keeps its words in the new version.
 * `seen` is refused where anybody has typed or published since. New version, thrown away drafts and audit record stand or fall
 * together.
 */
export async function publishDrafts(
  scope: Scope,
  { campaign }: Pick<TextDesk, "campaign">,
  { inForce, revisions, onlyComing }: Seen,
  now: Date,
): Promise<Published> {
  demand(scope, "campaign.change");
  return transaction(
    async (client) => {
      const { rows: drafts } = await client.query<TextBody & { lang: string; revision: number }>(
        `SELECT lang, title, sentences, revision FROM "PledgeTextDraft" WHERE campaign_id = $1 FOR UPDATE`,
        [campaign.id],
      );
      const { rows: kept } = await client.query<TextBody & { lang: string }>(
        `SELECT lang, title, sentences FROM "PledgeText" WHERE campaign_id = $1 AND version = $2`,
        [campaign.id, inForce],
      );
      for (const lang of campaign.languages) {
        const draft = drafts.find((one) => one.lang === lang);
        if ((draft?.revision ?? 0) !== revisions.get(lang)) return { ok: false, reason: "seen" };
      }
      const texts = new Map<string, TextBody>();
      for (const { lang, title, sentences } of [...kept, ...drafts]) texts.set(lang, { title, sentences });
      const published = await publishText(client, campaign.id, { inForce, texts, onlyComing }, now);
      if (!published.ok) return published;
      // Those that were seen: one that was begun meanwhile stays.
      await client.query(`DELETE FROM "PledgeTextDraft" WHERE campaign_id = $1 AND lang = ANY ($2)`, [
        campaign.id,
        drafts.map(({ lang }) => lang),
      ]);
      const hashes = [...texts].map(([lang, text]) => [`sha256_${lang}`, textHash(text)]);
      await record(client, {
        scope,
        action: "text.publish",
        subject: `text:${campaign.id}`,
        before: { version: inForce },
        after: {
          version: published.version,
          years: published.years.join(", "),
          ...Object.fromEntries(hashes),
        },
      });
      return published;
    },
    { keep: ({ ok }) => ok },
  );
}
