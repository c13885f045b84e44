import { now } from "#lib/clock.ts";
import { db, query } from "#lib/db.ts";
import { memo } from "#lib/memo.ts";
import type { Locale } from "#lib/words.ts";
import { type EditionState, editionState } from "./rules.ts";

export type Edition = {
  id: string;
  year: number;
  goal: number;
  opensAt: Date;
  closesAt: Date;
  timeZone: string;
  textVersion: number;
  state: EditionState;
};
export type PledgeText = {
  version: number;
  lang: string;
  title: string;
  sentences: string[];
  sha256: string;
};
export type CampaignPage = {
  campaign: { id: string; slug: string; name: string; host: string; languages: string[] };
  edition: Edition;
  text: PledgeText;
};
type Facts = Omit<CampaignPage, "text" | "edition"> & {
  edition: Omit<Edition, "state">;
  texts: DatedText[];
  replaced: Map<number, Date | null>;
};
type DatedText = PledgeText & { replacedAt: Date | null };

/** What the page of a campaign's current edition shows; null for an unknown slug. A second old at most. */
export async function campaignPage(slug: string, locale: Locale): Promise<CampaignPage | null> {
  const found = await campaignFacts(slug);
  if (!found) return null;
  const { campaign, edition } = found;
  const inForce = found.texts.filter((text) => text.version === edition.textVersion);
  const text =
    inForce.find((t) => t.lang === locale) ??
    inForce.find((t) => t.lang === campaign.languages[0]) ??
    inForce[0];
  if (!text) return null;
  return { campaign, edition: { ...edition, state: editionState(edition, now()) }, text };
}

/** The edition that a post to this campaign is for, and when each of its texts was replaced; null for an unknown slug. */
export async function editionForSigning(
  slug: string,
): Promise<{ edition: Edition; replaced: Map<number, Date | null> } | null> {
  const found = await campaignFacts(slug);
  if (!found) return null;
  const { edition, replaced } = found;
  return {
    edition: { ...edition, state: editionState(edition, now()) },
    replaced,
  };
}

/** The text that a pledge was signed on, in the language of its signer where there is one. */
export async function signedText(
  campaignId: string,
  version: number,
  lang: string,
): Promise<PledgeText | null> {
  const texts = await db().pledgeText.findMany({ where: { campaignId, version }, orderBy: { lang: "asc" } });
  return texts.find((text) => text.lang === lang) ?? texts[0] ?? null;
}

const listed = { select: { slug: true, name: true, host: true }, orderBy: { name: "asc" } } as const;

/** The campaigns that can be signed now, by name. */
export async function openCampaigns(): Promise<{ slug: string; name: string; host: string }[]> {
  const time = now();
  return db().campaign.findMany({
    where: { editions: { some: { opensAt: { lte: time }, closesAt: { gt: time } } } },
    ...listed,
  });
}

/** What the front page lists: the open campaigns, or all of them while none is open. */
export async function listedCampaigns(): Promise<{ slug: string; name: string; host: string }[]> {
  const open = await openCampaigns();
  return open.length > 0 ? open : db().campaign.findMany(listed);
}

/** All slugs: whatever is not among them needs no page. */
export async function knownSlugs(): Promise<Set<string>> {
  const campaigns = await db().campaign.findMany({ select: { slug: true } });
  return new Set(campaigns.map((campaign) => campaign.slug));
}

/** Changes whenever a finished page may have become wrong: an edit, an edition that opens or closes. */
export async function pageVersion(): Promise<string> {
  const [row] = await query<{ version: string }>(
    `SELECT concat_ws('/',
       (SELECT concat(count(*), max(updated_at)) FROM "Campaign"),
       (SELECT concat(count(*), max(updated_at), count(*) FILTER (WHERE opens_at <= now()),
                      count(*) FILTER (WHERE closes_at <= now())) FROM "Edition"),
       (SELECT concat(count(*), max(created_at), max(replaced_at)) FROM "PledgeText")) AS version`,
  );
  return row?.version ?? "";
}

/** A version counts as replaced when the last of its languages was. */
function latestReplacements(texts: DatedText[]): Map<number, Date | null> {
  const replaced = new Map<number, Date | null>();
  for (const { version, replacedAt } of texts) {
    const known = replaced.get(version);
    replaced.set(version, known && (!replacedAt || known > replacedAt) ? known : replacedAt);
  }
  return replaced;
}

/** As the database has it; whatever else stands in an address is no campaign's. */
const SLUG = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** The current edition is the open one, else the next to open, else the last that closed. */
const campaignFacts = memo(1_000, async (slug): Promise<Facts | null> => {
  if (!SLUG.test(slug)) return null;
  const [row] = await query<Facts["edition"] & { campaign: Facts["campaign"]; texts: Facts["texts"] }>(
    `SELECT json_build_object('id', c.id, 'slug', c.slug, 'name', c.name, 'host', c.host, 'languages', c.languages) AS campaign,
       e.id, e.year, e.goal, e.opens_at AS "opensAt", e.closes_at AS "closesAt", e.time_zone AS "timeZone",
       e.text_version AS "textVersion",
       (SELECT json_agg(json_build_object('version', t.version, 'lang', t.lang, 'title', t.title,
          'sentences', t.sentences, 'sha256', t.sha256, 'replacedAt', t.replaced_at))
        FROM "PledgeText" t WHERE t.campaign_id = c.id) AS texts
     FROM "Campaign" c JOIN "Edition" e ON e.campaign_id = c.id
     WHERE c.slug = $1
     ORDER BY (e.opens_at <= now() AND now() < e.closes_at) DESC, (e.opens_at > now()) DESC,
       CASE WHEN e.opens_at > now() THEN e.opens_at END, e.closes_at DESC
     LIMIT 1`,
    [slug],
  );
  if (!row) return null;
  const { campaign, texts, ...edition } = row;
  const read = (texts ?? []).map((t) => ({ ...t, replacedAt: t.replacedAt && new Date(t.replacedAt) }));
  return { campaign, edition, texts: read, replaced: latestReplacements(read) };
});
