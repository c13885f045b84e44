import { getInbox } from "#lib/mail/get-inbox.ts";
import { withoutOwnForwarding } from "#lib/mail/inbox-request.ts";

export const dynamic = "force-dynamic";

export async function GET(request: Request, context: { params: Promise<{ id: string }> }): Promise<Response> {
  return await getInbox(withoutOwnForwarding(request), await context.params);
}
