import { cache } from "react";
import { showsFigures } from "#lib/campaigns/goal-rules.ts";
import { type CampaignPage, campaignPage } from "#lib/campaigns/queries.ts";
import { now } from "#lib/clock.ts";
import { type PlaceFigures, placeFigures } from "#lib/tallies/place-figures.ts";
import { isLocale } from "#lib/words.ts";

export type MapView = {
  page: CampaignPage;
  figures: PlaceFigures;
  /** Enough have signed for figures to be shown; else the page invites to be among the first. */
  isShown: boolean;
};

/** What the map pages of a campaign show; null for an unknown language or slug. Title and page share one read. */
export const readMap = cache(async (asked: string, slug: string): Promise<MapView | null> => {
  const page = isLocale(asked) ? await campaignPage(slug, asked) : null;
  return page && viewOf(page);
});

/** The same for a page that has read its campaign already. */
export async function viewOf(page: CampaignPage): Promise<MapView> {
  const figures = await placeFigures(page.edition.id);
  return { page, figures, isShown: showsFigures(figures.verified, page.edition, now()) };
}
