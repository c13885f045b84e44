import { problem } from "#lib/http.ts";
import { devMails } from "./dev-inbox.ts";
import { mayOpenInbox } from "./inbox-request.ts";

/** GET /dev/mail.json: every message that stayed here, newest first; `?to=` one address, `?limit=` so many. */
export async function getInboxJson(request: Request): Promise<Response> {
  if (!mayOpenInbox(request)) return problem(404, "en");
  const asked = new URL(request.url).searchParams;
  const limit = Number(asked.get("limit") ?? Number.NaN);
  const mails = await devMails({
    ...(asked.has("to") ? { to: asked.get("to") ?? "" } : {}),
    ...(Number.isInteger(limit) && limit >= 0 ? { limit } : {}),
  });
  return Response.json(mails, {
    headers: { "cache-control": "no-store", "x-content-type-options": "nosniff" },
  });
}
