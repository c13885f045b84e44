import { query, type Send } from "#lib/db.ts";
import { draftEntry, untilSettled } from "./records.ts";

export type ReinstateOutcome = "reinstated" | "household_full" | "not_invalid" | "unknown";

/**
 * Takes an organizer's invalidation back (lib/pledges/reinstate.sql): who had been confirmed and has not withdrawn counts
 * again (or is held again, if he was), unless others of his mailbox have taken its slots meanwhile.
 */
export function reinstate(
  pledgeId: string,
  { now }: { now: Date },
  send: Send = query,
): Promise<ReinstateOutcome> {
  return untilSettled(async () => {
    const draft = await draftEntry(pledgeId, now, {}, send);
    if (!draft) return "unknown";
    const [row] = await send<{ outcome: ReinstateOutcome | "changed" }>(
      "SELECT reinstate_pledge($1, $2, $3, $4, $5) AS outcome",
      [pledgeId, draft.prior, draft.entry, draft.commitment, draft.sealed],
    );
    return row?.outcome ?? "unknown";
  });
}
