import { campaignFacts } from "#lib/campaigns/facts.ts";
import { type Campaign, type CurrentEdition, editionForSigning } from "#lib/campaigns/queries.ts";
import { query } from "#lib/db.ts";
import { demand, type Scope } from "../scope.ts";

export type Tracked = {
  campaign: Campaign;
  edition: CurrentEdition;
  /** Every campaign, for a choice; by name. */
  campaigns: { slug: string; name: string }[];
};

/** The campaign to watch and its current edition: the one asked for, or the first by name. Null where there is none. */
export async function trackedEdition(scope: Scope, slug?: string): Promise<Tracked | null> {
  demand(scope, "tracker.read");
  const campaigns = await query<{ slug: string; name: string }>(
    `SELECT slug, name FROM "Campaign" ORDER BY name`,
  );
  const chosen = slug === undefined ? campaigns[0]?.slug : slug;
  const [facts, found] = await Promise.all([
    chosen === undefined ? null : campaignFacts(chosen),
    chosen === undefined ? null : editionForSigning(chosen),
  ]);
  return facts && found ? { campaign: facts.campaign, edition: found.edition, campaigns } : null;
}
