import { now } from "#lib/clock.ts";
import { db, query } from "#lib/db.ts";
import type { Locale } from "#lib/words.ts";
import { campaignFacts, type DatedText } from "./facts.ts";
import type { Look } from "./look.ts";
import { currentEdition, type EditionState, editionState } from "./rules.ts";

export type Edition = {
  id: string;
  year: number;
  /** Null only of a past edition of which no goal is known. */
  goal: number | null;
  /** Below this number no figure is shown on pages. */
  shownFrom: number;
  opensAt: Date;
  closesAt: Date;
  timeZone: string;
  textVersion: number;
  /** Somebody was counted in it; of others nothing but reported figures is known. */
  isCounted: boolean;
  state: EditionState;
};
export type CurrentEdition = Edition & { goal: number };
export type PledgeText = {
  version: number;
  lang: string;
  title: string;
  sentences: string[];
  sha256: string;
};
export type Campaign = {
  id: string;
  slug: string;
  name: string;
  host: string;
  languages: string[];
  look: Look;
};
export type CampaignPage = { campaign: Campaign; edition: CurrentEdition; text: PledgeText };
export type ArchivePage = {
  campaign: Campaign;
  edition: Edition;
  text: PledgeText;
  /** It is the one that the campaign's own page shows. */
  isCurrent: boolean;
};

/** What the page of a campaign's current edition shows; null for an unknown slug. A second old at most. */
export async function campaignPage(slug: string, locale: Locale): Promise<CampaignPage | null> {
  const found = await campaignFacts(slug);
  const edition = found && currentEdition(found.editions, now());
  if (!found || !edition) return null;
  const text = textInForce(found.texts, edition.textVersion, locale, found.campaign);
  if (!text) return null;
  return { campaign: found.campaign, edition: stated(edition), text };
}

/** What the page of one year shows; null for an unknown slug or year. */
export async function archivePage(slug: string, year: number, locale: Locale): Promise<ArchivePage | null> {
  const found = await campaignFacts(slug);
  const edition = found?.editions.find((one) => one.year === year);
  if (!found || !edition) return null;
  const text = textInForce(found.texts, edition.textVersion, locale, found.campaign);
  if (!text) return null;
  const isCurrent = currentEdition(found.editions, now())?.id === edition.id;
  return { campaign: found.campaign, edition: stated(edition), text, isCurrent };
}

/** The edition that a post to this campaign is for, and when each of its texts was replaced; null for an unknown slug. */
export async function editionForSigning(
  slug: string,
): Promise<{ edition: CurrentEdition; replaced: Map<number, Date | null> } | null> {
  const found = await campaignFacts(slug);
  const edition = found && currentEdition(found.editions, now());
  return found && edition && { edition: stated(edition), replaced: found.replaced };
}

/** Every edition of a campaign, the newest year first; null for an unknown slug. */
export async function editions(slug: string): Promise<{ campaign: Campaign; editions: Edition[] } | null> {
  const found = await campaignFacts(slug);
  return found && { campaign: found.campaign, editions: found.editions.map(stated) };
}

/** A campaign's edition of a year; null for an unknown slug or year. */
export async function editionOf(
  slug: string,
  year: number,
): Promise<{ campaign: Campaign; edition: Edition } | null> {
  const found = await editions(slug);
  const edition = found?.editions.find((one) => one.year === year);
  return found && edition ? { campaign: found.campaign, edition } : null;
}

function stated<E extends { opensAt: Date; closesAt: Date }>(edition: E): E & { state: EditionState } {
  return { ...edition, state: editionState(edition, now()) };
}

/** In the reader's language, else in the campaign's first. */
function textInForce(
  texts: DatedText[],
  version: number,
  locale: Locale,
  campaign: Campaign,
): PledgeText | undefined {
  const inForce = texts.filter((text) => text.version === version);
  return (
    inForce.find((t) => t.lang === locale) ??
    inForce.find((t) => t.lang === campaign.languages[0]) ??
    inForce[0]
  );
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

/** All slugs, and each with the years that it has an edition of, as `sample/2026`: whatever is not among them needs no page. */
export async function knownSlugs(): Promise<Set<string>> {
  const campaigns = await db().campaign.findMany({
    select: { slug: true, editions: { select: { year: true } } },
  });
  return new Set(
    campaigns.flatMap(({ slug, editions }) => [slug, ...editions.map(({ year }) => `${slug}/${year}`)]),
  );
}

/** Changes whenever a finished page may have become wrong: an edit, an edition that opens or closes, what history gained, a switch. */
export async function pageVersion(): Promise<string> {
  const [row] = await query<{ version: string }>(
    `SELECT concat_ws('/',
       (SELECT concat(count(*), max(updated_at)) FROM "Campaign"),
       (SELECT concat(count(*), max(updated_at), count(*) FILTER (WHERE opens_at <= now()),
                      count(*) FILTER (WHERE closes_at <= now())) FROM "Edition"),
       (SELECT concat(count(*), max(created_at), max(replaced_at)) FROM "PledgeText"),
       -- These are small and only grow; a new goal touches its edition.
       (SELECT count(*) FROM "Milestone"), (SELECT count(*) FROM "ReportedFigure"),
       (SELECT concat(count(*), max(changed_at)) FROM "Switch")) AS version`,
  );
  return row?.version ?? "";
}
