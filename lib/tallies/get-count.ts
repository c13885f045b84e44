import { editionForSigning } from "#lib/campaigns/queries.ts";
import { openData, problem } from "#lib/http.ts";
import { figures } from "./queries.ts";

/** GET /c/SLUG/count.json: the count as open data. Its figures are at most about two seconds behind the ledger. */
export async function getCount(_request: Request, { slug = "" }: Record<string, string>): Promise<Response> {
  const found = await editionForSigning(slug);
  if (!found) return problem(404, "en");
  const { edition } = found;
  const now = await figures(edition.id);
  return openData({
    campaign: slug,
    edition: edition.year,
    goal: edition.goal,
    verified: now.verified,
    pending: now.pending,
    supporters: now.supporters,
    by_evidence: { email: 0, witnessed: 0, paper: 0, ...now.byEvidence },
    as_of: now.asOf.toISOString(),
    through_entry: now.throughEntry,
    today: now.today,
    states: now.states,
    // Nothing is published to a log yet: the size says so.
    published: { size: 0, verified: 0, as_of: null },
  });
}
