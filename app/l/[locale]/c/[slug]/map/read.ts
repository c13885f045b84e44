import { cache } from "react";
import { showsFigures } from "#lib/campaigns/goal-rules.ts";
import { type CampaignPage, campaignPage } from "#lib/campaigns/queries.ts";
import { now } from "#lib/clock.ts";
import { isOff } from "#lib/switches/state.ts";
import { type PlaceFigures, placeFigures } from "#lib/tallies/place-figures.ts";
import { isLocale } from "#lib/words.ts";

export type MapView = {
  page: CampaignPage;
  figures: PlaceFigures;
  /** Enough have signed for figures to be shown; else the page invites to be among the first. Never while it is switched off. */
  isShown: boolean;
  isOff: boolean;
};

/** What the map pages of a campaign show; null for an unknown language or slug. Title and page share one read. */
export const readMap = cache(async (asked: string, slug: string): Promise<MapView | null> => {
  const page = isLocale(asked) ? await campaignPage(slug, asked) : null;
  return page && viewOf(page);
});

/** The same for a page that has read its campaign already. */
export async function viewOf(page: CampaignPage): Promise<MapView> {
  const [figures, isMapOff] = await Promise.all([placeFigures(page.edition.id), isOff("map")]);
  const isShown = !isMapOff && showsFigures(figures.verified, page.edition, now());
  return { page, figures, isShown, isOff: isMapOff };
}
