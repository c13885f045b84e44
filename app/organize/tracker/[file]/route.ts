import { problem } from "#lib/http.ts";
import { may } from "#lib/organizers/scope.ts";
import { currentScope } from "#lib/organizers/session.ts";
import { getTrackerCsv } from "#lib/organizers/tracker/get-csv.ts";
import { preferredLocale } from "#lib/words.ts";

type Context = { params: Promise<{ file: string }> };

/** GET /organize/tracker/PANEL.csv?campaign=SLUG: what a panel shows, as a file. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const scope = await currentScope();
  // The problem page tells the difference to nobody who is not signed in.
  if (!scope || !may(scope, "tracker.read"))
    return problem(403, scope?.lang ?? preferredLocale(request.headers.get("accept-language")));
  const { file } = await params;
  const slug = new URL(request.url).searchParams.get("campaign") ?? undefined;
  return (await getTrackerCsv(scope, file, slug)) ?? problem(404, scope.lang);
}
