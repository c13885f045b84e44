import { randomToken, seal, unseal, unwrapDataKey, uuidv7 } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import { commitTo } from "./receipt.ts";
import { recordOf, signedPledge } from "./records.ts";
import type { Correction } from "./schema.ts";
import { nameKeys, personKey, seenMark } from "./sign.ts";

export type ConfirmOutcome = "verified" | "already" | "household_full" | "changed" | "closed" | "unknown";

const STATEMENT = `SELECT outcome, pledge_id FROM confirm_pledge(${Array.from({ length: 18 }, (_, i) => `$${i + 1}`).join(", ")})`;

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
  let counts: string | null = null;
  for (let round = 0; round < 5; round++) {
    const pledge = await signedPledge(pledgeId);
    if (!pledge) break;
    if (seen !== null && seen !== seenMark(pledge.dataKey) && !pledge.isCounted)
      return { outcome: "changed", pledgeId };
    const key = unwrapDataKey(pledge.dataKey);
    const name = unseal(key, pledge.nameSealed, "name").toString("utf8");
    const isRenamed = correction !== null && correction.name !== name;
    // A correction may lead to the pledge that the same man withdrew: his receipt opens with that one's key.
    const receiptKey: Buffer | undefined =
      counts === null ? pledge.dataKey : (await signedPledge(counts))?.dataKey;
    if (!receiptKey) break;
    const entry = uuidv7(now);
    const { commitment, sealed } = commitTo(
      recordOf(pledge, { entry, name: correction?.name ?? name, ...(correction && whereOf(correction)) }),
      unwrapDataKey(receiptKey),
    );
    const [row]: { outcome: ConfirmOutcome; pledge_id: string }[] = await query<{
      outcome: ConfirmOutcome;
      pledge_id: string;
    }>(
      STATEMENT,
      [
        pledgeId,
        pledge.dataKey,
        receiptKey,
        commitment,
        sealed,
        entry,
        uuidv7(now),
        randomToken().slice(0, 16),
        isRenamed ? personKey(correction.name, pledge.birthYear) : null,
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
    counts = row && row.pledge_id !== pledgeId ? row.pledge_id : null;
  }
  return { outcome: "unknown", pledgeId };
}

function whereOf({ stance, country, region, county }: Correction) {
  return { stance, country, region, county };
}
