import { type EditableEdition, readEdition } from "#lib/campaigns/edit-edition.ts";
import { pool, query } from "#lib/db.ts";
import { demand, type Scope } from "../scope.ts";

export type ListedEdition = {
  id: string;
  year: number;
  goal: number | null;
  opensAt: Date;
  closesAt: Date;
  timeZone: string;
  textVersion: number;
  /** Men by e-mail, from the tally. */
  verified: number;
};
export type CampaignEditions = {
  campaign: { slug: string; name: string };
  campaigns: { slug: string; name: string }[];
  /** The newest year first. */
  editions: ListedEdition[];
};

/** The editions of a campaign: the one asked for, or the first by name. Null where there is none. */
export async function editionList(scope: Scope, slug?: string): Promise<CampaignEditions | null> {
  demand(scope, "editions.change");
  const campaigns = await query<{ slug: string; name: string }>(
    `SELECT slug, name FROM "Campaign" ORDER BY name`,
  );
  const campaign = slug ? campaigns.find((one) => one.slug === slug) : campaigns[0];
  if (!campaign) return null;
  const editions = await query<ListedEdition>(
    `SELECT e.id, e.year, e.goal, e.opens_at AS "opensAt", e.closes_at AS "closesAt", e.time_zone AS "timeZone",
       e.text_version AS "textVersion", coalesce((SELECT t.count FROM "Tally" t WHERE t.edition_id = e.id
         AND t.dimension = 'all' AND t.key = '' AND t.evidence = 'email' AND t.stance = 'man'), 0) AS verified
     FROM "Edition" e JOIN "Campaign" c ON c.id = e.campaign_id WHERE c.slug = $1 ORDER BY e.year DESC`,
    [campaign.slug],
  );
  return { campaign, campaigns, editions };
}

/** An edition as it stands this moment, for its form; null where there is none of that year. */
export async function editionToEdit(
  scope: Scope,
  slug: string | undefined,
  year: number,
): Promise<(EditableEdition & { campaignName: string }) | null> {
  const found = await editionList(scope, slug);
  const listed = found?.editions.find((one) => one.year === year);
  const edition = listed && (await readEdition(pool(), listed.id));
  return found && edition ? { ...edition, campaignName: found.campaign.name } : null;
}

export type GoalStep = { goal: number; at: Date };

/** Every goal that an edition has had, the first one first. */
export async function goalSteps(scope: Scope, editionId: string): Promise<GoalStep[]> {
  demand(scope, "editions.change");
  return query<GoalStep>(
    `SELECT goal, at FROM "GoalChange" WHERE edition_id = $1 ORDER BY at, id LIMIT 200`,
    [editionId],
  );
}
