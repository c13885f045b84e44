import { type Campaign, type Edition, editionForSigning, editions } from "#lib/campaigns/queries.ts";
import { query } from "#lib/db.ts";
import { type Action, demand, type Scope } from "./scope.ts";

export type DeskEdition = {
  campaign: Campaign;
  edition: Edition;
  /** All of the campaign, the newest year first. */
  editions: Edition[];
  /** Every campaign, for a choice; by name. */
  campaigns: { slug: string; name: string }[];
};
/** As the parameters of an address have it: a slug and a year of four digits. */
export type Asked = { campaign?: string | undefined; year?: string | number | undefined };

/**
 * The edition that a page of the desk is about: the one asked for by campaign and year, else the current one, of the first
 * campaign by name. Null where there is none, or not the one asked for. Throws Refused where `action` is not his.
 */
export async function deskEdition(
  scope: Scope,
  action: Action,
  asked: Asked = {},
): Promise<DeskEdition | null> {
  demand(scope, action);
  const campaigns = await query<{ slug: string; name: string }>(
    `SELECT slug, name FROM "Campaign" ORDER BY name`,
  );
  const slug = asked.campaign || campaigns[0]?.slug;
  const found = slug === undefined ? null : await editions(slug);
  if (slug === undefined || !found) return null;
  const year = asked.year ? Number(asked.year) : (await editionForSigning(slug))?.edition.year;
  const edition = found.editions.find((one) => one.year === year) ?? (asked.year ? null : found.editions[0]);
  return edition ? { ...found, edition, campaigns } : null;
}

/** The same by an edition's id, for a deed that has nothing else at hand. */
export async function deskEditionOf(
  scope: Scope,
  action: Action,
  editionId: string,
): Promise<DeskEdition | null> {
  demand(scope, action);
  const [row] = await query<{ slug: string; year: number }>(
    `SELECT c.slug, e.year FROM "Edition" e JOIN "Campaign" c ON c.id = e.campaign_id WHERE e.id = $1`,
    [editionId],
  );
  return row ? deskEdition(scope, action, { campaign: row.slug, year: row.year }) : null;
}
