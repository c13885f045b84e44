import { may } from "#lib/organizers/scope.ts";
import { currentScope } from "#lib/organizers/session.ts";
import { getDeskStream } from "#lib/organizers/tracker/get-stream.ts";

/** GET /organize/stream?campaign=SLUG: the tracker's moving figures. An EventSource that is refused does not come back. */
export async function GET(request: Request): Promise<Response> {
  const scope = await currentScope();
  if (!scope) return refuse(401);
  if (!may(scope, "tracker.read")) return refuse(403);
  return getDeskStream(scope, new URL(request.url).searchParams.get("campaign") ?? undefined);
}

function refuse(status: 401 | 403): Response {
  return new Response(null, { status, headers: { "cache-control": "no-store" } });
}
