import { knownSlugs } from "#lib/campaigns/queries.ts";
import { publishedPages } from "#lib/contents/articles.ts";
import { lasting } from "#lib/memo.ts";

const known = lasting(2_000, knownSlugs);

/**
 * Whether a campaign of this name exists, and where a year is given an edition of it, as of the last two seconds. Asked
 * before Next is, because Next stores a file for every address that it ever answered, unknown ones included, without bound.
 * While the database is away the last list counts; rejects when there never was one.
 */
export async function isKnownSlug(slug: string, year?: string): Promise<boolean> {
  return (await known.get()).has(year === undefined ? slug : `${slug}/${Number(year)}`);
}

const written = lasting(2_000, publishedPages);

/** Whether a campaign has published a page of this name, likewise. */
export async function isKnownPage(slug: string, name: string): Promise<boolean> {
  return (await written.get()).has(`${slug}/pages/${name}`);
}
