import { type EraseOutcome, eraseAndWithdraw } from "#lib/pledges/erase.ts";
import { demand, type Scope } from "../scope.ts";
import { deed } from "./deed.ts";

/**
 * Erases a man who asked an organizer for it, as he could have done himself: his pledge leaves the count, and who he is goes
 * from every edition of the campaign. It cannot be taken back.
 */
export async function erase(scope: Scope, pledgeId: string, now: Date): Promise<EraseOutcome> {
  demand(scope, "pledges.erase");
  return deed(scope, pledgeId, async (send) => {
    const outcome = await eraseAndWithdraw(pledgeId, { now }, send);
    return { outcome, audit: outcome === "erased" ? { action: "pledge.erase" } : null };
  });
}
