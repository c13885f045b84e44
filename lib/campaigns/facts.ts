import { query } from "#lib/db.ts";
import { memo } from "#lib/memo.ts";
import { LOOK_SQL } from "./look.ts";
import type { CampaignPage, Edition, PledgeText } from "./queries.ts";

export type DatedText = PledgeText & { replacedAt: Date | null };
export type CampaignFacts = {
  campaign: CampaignPage["campaign"];
  /** Newest year first. */
  editions: Omit<Edition, "state">[];
  texts: DatedText[];
  /** When each version was replaced; null for one that was not. */
  replaced: Map<number, Date | null>;
};

/** As the database has it; whatever else stands in an address is no campaign's. */
const SLUG = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** A campaign with all that pages of it start from, in one read; null for an unknown slug. A second old at most. */
export const campaignFacts = memo(1_000, async (slug): Promise<CampaignFacts | null> => {
  if (!SLUG.test(slug)) return null;
  const [row] = await query<Omit<CampaignFacts, "replaced">>(
    `SELECT json_build_object('id', c.id, 'slug', c.slug, 'name', c.name, 'host', c.host, 'languages', c.languages,
         'look', ${LOOK_SQL}) AS campaign,
       (SELECT json_agg(json_build_object('id', e.id, 'year', e.year, 'goal', e.goal, 'shownFrom', e.shown_from,
          'opensAt', e.opens_at, 'closesAt', e.closes_at, 'timeZone', e.time_zone, 'textVersion', e.text_version,
          'isCounted', EXISTS (SELECT FROM "Tally" t WHERE t.edition_id = e.id AND t.dimension = 'all' AND t.key = ''
             AND t.evidence <> 'reported')) ORDER BY e.year DESC)
        FROM "Edition" e WHERE e.campaign_id = c.id) AS editions,
       (SELECT json_agg(json_build_object('version', t.version, 'lang', t.lang, 'title', t.title,
          'sentences', t.sentences, 'sha256', t.sha256, 'replacedAt', t.replaced_at))
        FROM "PledgeText" t WHERE t.campaign_id = c.id) AS texts
     FROM "Campaign" c WHERE c.slug = $1`,
    [slug],
  );
  if (!row) return null;
  // JSON has no moments.
  const editions = (row.editions ?? []).map((edition) => ({
    ...edition,
    opensAt: new Date(edition.opensAt),
    closesAt: new Date(edition.closesAt),
  }));
  const texts = (row.texts ?? []).map((t) => ({ ...t, replacedAt: t.replacedAt && new Date(t.replacedAt) }));
  return { campaign: row.campaign, editions, texts, replaced: latestReplacements(texts) };
});

/** A version counts as replaced when the last of its languages was. */
function latestReplacements(texts: DatedText[]): Map<number, Date | null> {
  const replaced = new Map<number, Date | null>();
  for (const { version, replacedAt } of texts) {
    const known = replaced.get(version);
    replaced.set(version, known && (!replacedAt || known > replacedAt) ? known : replacedAt);
  }
  return replaced;
}
