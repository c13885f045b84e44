import { query } from "#lib/db.ts";
import { draftEntry, untilSettled } from "../records.ts";

/** Invalidates one pledge of a run and writes it down with the run, in one statement (invalidate-of-run.sql). */
export function invalidateOfRun(
  runId: string,
  pledgeId: string,
  { reason, now }: { reason: string; now: Date },
): Promise<"invalidated" | "already" | "unknown"> {
  return untilSettled(async () => {
    const draft = await draftEntry(pledgeId, now);
    if (!draft) return "unknown";
    const [row] = await query<{ outcome: "invalidated" | "already" | "unknown" | "changed" }>(
      "SELECT outcome FROM invalidate_of_run($1, $2, $3, $4, $5, $6)",
      [runId, pledgeId, reason, draft.prior, draft.entry, draft.commitment],
      "invalidate_of_run",
    );
    return row?.outcome ?? "unknown";
  });
}

export type Undone = "reinstated" | "household_full" | "touched" | "done";

/** Takes back what a run did to one pledge and writes that down, in one statement (reinstate-of-run.sql). */
export function reinstateOfRun(runId: string, pledgeId: string, { now }: { now: Date }): Promise<Undone> {
  return untilSettled(async () => {
    const draft = await draftEntry(pledgeId, now);
    // It was deleted, and its part of the run with it.
    if (!draft) return "done";
    const [row] = await query<{ outcome: Undone | "changed" }>(
      "SELECT outcome FROM reinstate_of_run($1, $2, $3, $4, $5, $6)",
      [runId, pledgeId, draft.prior, draft.entry, draft.commitment, draft.sealed],
      "reinstate_of_run",
    );
    return row?.outcome ?? "done";
  });
}
