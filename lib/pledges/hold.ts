import { query, type Send } from "#lib/db.ts";
import { draftEntry, untilSettled } from "./records.ts";

export type HoldOutcome = "held" | "already" | "invalid" | "unknown";

/**
 * Holds a pledge until an organizer has looked at it (lib/pledges/hold.sql): it does not count meanwhile, confirmed or not,
 * and its owner sees the same pages. `reasons` are codes (`by_hand`, `burst_domain`).
 */
export function hold(
  pledgeId: string,
  { reasons, now }: { reasons: string[]; now: Date },
  send: Send = query,
): Promise<HoldOutcome> {
  return untilSettled(async () => {
    const draft = await draftEntry(pledgeId, now, {}, send);
    if (!draft) return "unknown";
    const [row] = await send<{ outcome: HoldOutcome | "changed" }>(
      "SELECT hold_pledge($1, $2, $3, $4, $5) AS outcome",
      [pledgeId, reasons, draft.prior, draft.entry, draft.commitment],
    );
    return row?.outcome ?? "unknown";
  });
}
