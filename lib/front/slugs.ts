import { knownSlugs } from "#lib/campaigns/queries.ts";

const FRESH_FOR = 2_000;

let known: { slugs: Promise<Set<string>>; at: number } | undefined;
let lastGood: Set<string> | undefined;

/**
 * Whether a campaign of this name exists, and where a year is given an edition of it, as of the last two seconds. Asked before Next is, because Next stores a file
 * for every address that it ever answered, unknown ones included, without bound. While the database is away the last
 * list counts; rejects when there never was one.
 */
export async function isKnownSlug(slug: string, year?: string): Promise<boolean> {
  if (!known || performance.now() - known.at > FRESH_FOR) known = { slugs: read(), at: performance.now() };
  return (await known.slugs).has(year === undefined ? slug : `${slug}/${Number(year)}`);
}

async function read(): Promise<Set<string>> {
  try {
    lastGood = await knownSlugs();
    return lastGood;
  } catch (error) {
    if (lastGood) return lastGood;
    known = undefined;
    throw error;
  }
}
