import { type Edition, editionForSigning, editionOf } from "#lib/campaigns/queries.ts";

/** The edition that an address of open data names: that of its year, or the current one. Null for anything else. */
export async function editionAsked({ slug = "", year }: Record<string, string>): Promise<Edition | null> {
  if (year === undefined) return (await editionForSigning(slug))?.edition ?? null;
  // Plain Next lets any segment pass for a year.
  return /^\d{4}$/.test(year) ? ((await editionOf(slug, Number(year)))?.edition ?? null) : null;
}
