import { editionForSigning } from "#lib/campaigns/queries.ts";
import { openData, problem } from "#lib/http.ts";
import { hideSmall, SHOWN_FROM } from "#lib/places/small-places.ts";
import { figures, placeCounts } from "./queries.ts";

/**
 * GET /c/SLUG/places.json: men by country, state and province. Where a place is too small to be shown its `verified` is
 * null and `fewer_than` stands beside it.
 */
export async function getPlaces(_request: Request, { slug = "" }: Record<string, string>): Promise<Response> {
  const found = await editionForSigning(slug);
  if (!found) return problem(404, "en");
  const [counts, now] = await Promise.all([placeCounts(found.edition.id), figures(found.edition.id)]);
  const places = hideSmall(counts).map(({ code, verified }) =>
    verified === null ? { code, verified, fewer_than: SHOWN_FROM } : { code, verified },
  );
  return openData({
    campaign: slug,
    edition: found.edition.year,
    as_of: now.asOf.toISOString(),
    through_entry: now.throughEntry,
    places,
    published: { size: 0, verified: 0, as_of: null },
  });
}
