import { type HideNameOutcome, hideName as write } from "#lib/pledges/hide-name.ts";
import { demand, type Scope } from "../scope.ts";
import { deed } from "./deed.ts";

/** Takes a name off the public pages, or gives it back to what its owner chose. */
export async function hideName(scope: Scope, pledgeId: string, hide: boolean): Promise<HideNameOutcome> {
  demand(scope, "pledges.change");
  return deed(scope, pledgeId, async (send) => {
    const outcome = await write(pledgeId, { hide }, send);
    const audit = { action: hide ? "pledge.hide_name" : "pledge.show_name" } as const;
    return { outcome, audit: outcome === "done" ? audit : null };
  });
}
