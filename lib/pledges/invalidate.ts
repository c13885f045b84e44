import { query, type Send } from "#lib/db.ts";
import { draftEntry, untilSettled } from "./records.ts";

export type InvalidateOutcome = "invalidated" | "already" | "unknown";

/**
 * Takes a pledge out of the count, by an organizer and for a reason (a code such as `duplicate`, at most 40 small letters and
 * low lines): lib/pledges/invalidate.sql. Its owner goes on seeing the same pages, and cannot change it.
 */
export function invalidate(
  pledgeId: string,
  { reason, now }: { reason: string; now: Date },
  send: Send = query,
): Promise<InvalidateOutcome> {
  return untilSettled(async () => {
    const draft = await draftEntry(pledgeId, now, {}, send);
    if (!draft) return "unknown";
    const [row] = await send<{ outcome: InvalidateOutcome | "changed" }>(
      "SELECT invalidate_pledge($1, $2, $3, $4, $5) AS outcome",
      [pledgeId, reason, draft.prior, draft.entry, draft.commitment],
    );
    return row?.outcome ?? "unknown";
  });
}
