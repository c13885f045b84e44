import { query } from "#lib/db.ts";
import { draftEntry, untilSettled } from "./records.ts";

export type WithdrawOutcome = "withdrawn" | "already" | "unknown";

/**
 * Takes a man's pledge back, at his own wish: withdrawn_at, his slot and one ledger entry in one statement
 * (lib/pledges/withdraw.sql), exactly once however often and in parallel it is called. The caller has proved that it is his.
 */
export function withdraw(pledgeId: string, { now }: { now: Date }): Promise<WithdrawOutcome> {
  return untilSettled(async () => {
    const draft = await draftEntry(pledgeId, now);
    if (!draft) return "unknown";
    const [row] = await query<{ outcome: WithdrawOutcome | "changed" }>(
      "SELECT withdraw_pledge($1, $2, $3, $4, $5) AS outcome",
      [pledgeId, draft.prior, draft.entry, draft.commitment, draft.sealed],
    );
    return row?.outcome ?? "unknown";
  });
}
