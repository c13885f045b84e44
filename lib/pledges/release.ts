import { query, type Send } from "#lib/db.ts";
import { draftEntry, untilSettled } from "./records.ts";

export type ReleaseOutcome = "counted" | "released" | "not_held" | "withdrawn" | "invalid" | "unknown";

/**
 * Releases a pledge that was held (lib/pledges/release.sql): a confirmed one is counted now, once however often and in
 * parallel it is called; any other as soon as its owner confirms it.
 */
export function release(
  pledgeId: string,
  { now }: { now: Date },
  send: Send = query,
): Promise<ReleaseOutcome> {
  return untilSettled(async () => {
    const draft = await draftEntry(pledgeId, now, {}, send);
    if (!draft) return "unknown";
    const [row] = await send<{ outcome: ReleaseOutcome | "changed" }>(
      "SELECT release_pledge($1, $2, $3, $4, $5) AS outcome",
      [pledgeId, draft.prior, draft.entry, draft.commitment, draft.sealed],
    );
    return row?.outcome ?? "unknown";
  });
}
