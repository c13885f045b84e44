import { textsOf, versionInForce } from "#lib/campaigns/publish-text.ts";
import type { TextBody } from "#lib/campaigns/text-rules.ts";
import { pool, query } from "#lib/db.ts";
import { textSigners } from "#lib/pledges/text-signers.ts";
import { isLocale, type Locale } from "#lib/words.ts";
import { openAddress } from "../addresses.ts";
import { demand, type Scope } from "../scope.ts";

export type TextCampaign = { id: string; slug: string; name: string; languages: Locale[] };
export type Draft = TextBody & {
  lang: Locale;
  /** 0: nothing was typed yet, and it is the text in force. */
  revision: number;
  by: string | null;
  at: Date | null;
};
export type TextDesk = {
  campaign: TextCampaign;
  campaigns: { slug: string; name: string }[];
  /** The version that drafts are compared with. */
  inForce: number;
  /** By language. */
  texts: Map<Locale, TextBody>;
  drafts: Map<Locale, Draft>;
  /** Somebody has typed something. */
  hasDraft: boolean;
  /** There is an edition that is open, and one that is to come. */
  isOpen: boolean;
  coming: number[];
};

/** What the pages of a campaign's pledge text start from, as it stands this moment; null where there is no such campaign. */
export async function textDesk(scope: Scope, slug?: string): Promise<TextDesk | null> {
  demand(scope, "campaign.change");
  const campaigns = await query<TextCampaign>(
    `SELECT id, slug, name, languages FROM "Campaign" ORDER BY name`,
  );
  const campaign = slug ? campaigns.find((one) => one.slug === slug) : campaigns[0];
  const inForce = campaign && (await versionInForce(pool(), campaign.id));
  if (!campaign || !inForce) return null;
  const [texts, drafts, editions] = await Promise.all([
    textsOf(pool(), campaign.id, inForce),
    draftsOf(campaign.id),
    query<{ year: number; isComing: boolean }>(
      `SELECT year, opens_at > now() AS "isComing" FROM "Edition" WHERE campaign_id = $1 AND closes_at > now() ORDER BY year`,
      [campaign.id],
    ),
  ]);
  const byLang = new Map<Locale, TextBody>();
  for (const text of texts) if (isLocale(text.lang)) byLang.set(text.lang, text);
  const languages = campaign.languages.filter(isLocale);
  const nothing: TextBody = { title: "", sentences: [] };
  return {
    campaign: { ...campaign, languages },
    campaigns,
    inForce,
    texts: byLang,
    drafts: new Map(
      languages.map((lang) => [
        lang,
        drafts.get(lang) ?? { ...(byLang.get(lang) ?? nothing), lang, revision: 0, by: null, at: null },
      ]),
    ),
    hasDraft: drafts.size > 0,
    isOpen: editions.some(({ isComing }) => !isComing),
    coming: editions.filter(({ isComing }) => isComing).map(({ year }) => year),
  };
}

async function draftsOf(campaignId: string): Promise<Map<Locale, Draft>> {
  const rows = await query<Draft & { byId: string | null; sealed: Buffer | null }>(
    `SELECT d.lang, d.title, d.sentences, d.revision, d.updated_at AS at, o.id AS "byId", o.email_sealed AS sealed
     FROM "PledgeTextDraft" d LEFT JOIN "Organizer" o ON o.id = d.updated_by_id WHERE d.campaign_id = $1`,
    [campaignId],
  );
  return new Map(
    rows.map(({ byId, sealed, ...draft }) => [
      draft.lang,
      { ...draft, by: byId && sealed && openAddress(byId, sealed) },
    ]),
  );
}

export type TextVersion = {
  version: number;
  lang: Locale;
  title: string;
  sentences: string[];
  sha256: string;
  createdAt: Date;
  replacedAt: Date | null;
};

/** Every version in a language, the newest first. */
export async function textVersions(scope: Scope, campaignId: string, lang: Locale): Promise<TextVersion[]> {
  demand(scope, "campaign.change");
  return query<TextVersion>(
    `SELECT version, lang, title, sentences, sha256, created_at AS "createdAt", replaced_at AS "replacedAt"
     FROM "PledgeText" WHERE campaign_id = $1 AND lang = $2 ORDER BY version DESC`,
    [campaignId, lang],
  );
}

export type VersionSigners = { year: number; version: number; count: number; at: Date };

/** How many who count signed which version, by edition, as it was counted last (within the hour). */
export async function signersByVersion(scope: Scope, campaignId: string): Promise<VersionSigners[]> {
  demand(scope, "campaign.change");
  const [counted, editions] = await Promise.all([
    textSigners(),
    query<{ id: string; year: number }>(
      `SELECT id, year FROM "Edition" WHERE campaign_id = $1 ORDER BY year DESC`,
      [campaignId],
    ),
  ]);
  return editions.flatMap(({ id, year }) => {
    const found = counted.get(id);
    return Object.entries(found?.versions ?? {}).map(([version, count]) => ({
      year,
      version: Number(version),
      count,
      at: new Date(found?.at ?? 0),
    }));
  });
}

/** The number that a version put into force now would have. */
export async function nextVersion(scope: Scope, campaignId: string): Promise<number> {
  demand(scope, "campaign.change");
  const [row] = await query<{ version: number }>(
    `SELECT coalesce(max(version), 0) + 1 AS version FROM "PledgeText" WHERE campaign_id = $1`,
    [campaignId],
  );
  return row?.version ?? 1;
}
