import { getInboxJson } from "#lib/mail/get-inbox-json.ts";
import { withoutOwnForwarding } from "#lib/mail/inbox-request.ts";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return getInboxJson(withoutOwnForwarding(request));
}
