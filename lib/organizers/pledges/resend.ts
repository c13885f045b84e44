import { type ResendOutcome, resend as write } from "#lib/pledges/resend.ts";
import { demand, type Scope } from "../scope.ts";
import { deed } from "./deed.ts";

/** Sends the confirmation mail again, within the caps that everybody has: an organizer cannot flood a mailbox either. */
export async function resend(scope: Scope, pledgeId: string, now: Date): Promise<ResendOutcome> {
  demand(scope, "pledges.change");
  return deed(scope, pledgeId, async (send) => {
    const outcome = await write(pledgeId, now, send);
    return { outcome, audit: outcome === "mailed" ? { action: "pledge.resend" } : null };
  });
}
