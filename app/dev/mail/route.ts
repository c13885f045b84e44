import { getInbox } from "#lib/mail/get-inbox.ts";
import { withoutOwnForwarding } from "#lib/mail/inbox-request.ts";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return getInbox(withoutOwnForwarding(request));
}
