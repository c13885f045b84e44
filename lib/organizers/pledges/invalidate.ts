import { type InvalidateOutcome, invalidate as write } from "#lib/pledges/invalidate.ts";
import type { Reason } from "#lib/pledges/reasons.ts";
import { type ReinstateOutcome, reinstate as restore } from "#lib/pledges/reinstate.ts";
import { demand, type Scope } from "../scope.ts";
import { deed } from "./deed.ts";

/** Takes a pledge out of the count for a reason that the public is told. */
export async function invalidate(
  scope: Scope,
  pledgeId: string,
  { reason, now }: { reason: Reason; now: Date },
): Promise<InvalidateOutcome> {
  demand(scope, "pledges.change");
  return deed(scope, pledgeId, async (send) => {
    const outcome = await write(pledgeId, { reason, now }, send);
    const audit = { action: "pledge.invalidate", after: { reason } } as const;
    return { outcome, audit: outcome === "invalidated" ? audit : null };
  });
}

/** Takes an invalidation back. */
export async function reinstate(scope: Scope, pledgeId: string, now: Date): Promise<ReinstateOutcome> {
  demand(scope, "pledges.change");
  return deed(scope, pledgeId, async (send) => {
    const [was] = await send<{ reason: string | null }>(
      `SELECT invalidated_reason AS reason FROM "Pledge" WHERE id = $1`,
      [pledgeId],
    );
    const outcome = await restore(pledgeId, { now }, send);
    const audit = { action: "pledge.reinstate", before: { reason: was?.reason } } as const;
    return { outcome, audit: outcome === "reinstated" ? audit : null };
  });
}
