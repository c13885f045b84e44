import { randomToken, seal, unseal, unwrapDataKey, uuidv7 } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import type { Correction } from "./schema.ts";
import { nameKeys, personKey, seenMark } from "./sign.ts";

export type ConfirmOutcome = "verified" | "already" | "household_full" | "changed" | "closed" | "unknown";

/**
 * Confirms a pledge: verified_at, the household slot and one ledger entry in one statement (lib/pledges/confirm.sql),
 * exactly once however often and in parallel it is called. `correction` is what the man changed on the page that showed
 * him his pledge; null takes it as it was posted. `seen` is the mark of the post that he saw (`seenMark`): when another came
 * over it the outcome is `changed` and nothing happens; null does not ask. The caller has proved that he holds the mailbox.
 */
export async function confirm(
  pledgeId: string,
  { correction, seen, now }: { correction: Correction | null; seen: string | null; now: Date },
): Promise<{ outcome: ConfirmOutcome; pledgeId: string }> {
  // A man who signs again between our reading and our writing changes the key under us; then we read again.
  for (let round = 0; round < 5; round++) {
    const [pledge] = await query<{
      data_key: Buffer;
      birth_year: number;
      name_sealed: Buffer;
      counted: boolean;
    }>(
      `SELECT data_key, birth_year, name_sealed, verified_at IS NOT NULL AND withdrawn_at IS NULL AS counted
       FROM "Pledge" WHERE id = $1 AND erased_at IS NULL`,
      [pledgeId],
    );
    if (!pledge) break;
    if (seen !== null && seen !== seenMark(pledge.data_key) && !pledge.counted)
      return { outcome: "changed", pledgeId };
    const key = unwrapDataKey(pledge.data_key);
    const isRenamed =
      correction && correction.name !== unseal(key, pledge.name_sealed, "name").toString("utf8");
    const [row] = await query<{ outcome: ConfirmOutcome; pledge_id: string }>(
      "SELECT outcome, pledge_id FROM confirm_pledge($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
      [
        pledgeId,
        pledge.data_key,
        uuidv7(now),
        uuidv7(now),
        randomToken().slice(0, 16),
        isRenamed ? personKey(correction.name, pledge.birth_year) : null,
        isRenamed ? nameKeys(correction.name) : null,
        isRenamed ? seal(key, correction.name, "name") : null,
        correction?.country ?? null,
        correction?.region ?? null,
        correction?.county ?? null,
        correction?.stance ?? null,
        correction?.display ?? null,
        correction?.news ?? null,
        correction?.renew ?? null,
      ],
      "confirm_pledge",
    );
    if (row && row.outcome !== "changed") return { outcome: row.outcome, pledgeId: row.pledge_id };
  }
  return { outcome: "unknown", pledgeId };
}
