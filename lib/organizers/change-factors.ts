import { record } from "#lib/audit/record.ts";
import { transaction } from "#lib/db.ts";
import { makeRecoveryCodes } from "./recovery-codes.ts";
import { lockOrganizer } from "./remove.ts";
import { needsSecondFactor } from "./rules.ts";
import type { Scope } from "./scope.ts";

export type FactorRemoved = { ok: true } | { ok: false; reason: "unknown" | "last" };

/** Takes away his authenticator app (`app`) or one of his passkeys, by its id. An owner keeps at least one. */
export async function removeFactor(
  scope: Scope,
  factor: "app" | { passkey: string },
): Promise<FactorRemoved> {
  const { organizerId } = scope;
  return transaction(
    async (client): Promise<FactorRemoved> => {
      const organizer = await lockOrganizer(client, organizerId);
      const { rowCount } =
        factor === "app"
          ? await client.query(
              `UPDATE "Organizer" SET totp_sealed = NULL, totp_since = NULL, totp_step = NULL
               WHERE id = $1 AND totp_since IS NOT NULL`,
              [organizerId],
            )
          : await client.query(`DELETE FROM "Passkey" WHERE organizer_id = $1 AND id::text = $2`, [
              organizerId,
              factor.passkey,
            ]);
      if (!organizer || !rowCount) return { ok: false, reason: "unknown" };
      const { rowCount: left } = await client.query(
        `SELECT FROM "Organizer" o WHERE o.id = $1
           AND (o.totp_since IS NOT NULL OR EXISTS (SELECT FROM "Passkey" k WHERE k.organizer_id = o.id))`,
        [organizerId],
      );
      if (!left && needsSecondFactor(organizer.role)) return { ok: false, reason: "last" };
      if (!left) await client.query(`DELETE FROM "RecoveryCode" WHERE organizer_id = $1`, [organizerId]);
      const kind = factor === "app" ? "app" : "passkey";
      const subject = `organizer:${organizerId}`;
      await record(client, { scope, action: "factor.remove", subject, before: { factor: kind } });
      return { ok: true };
    },
    { keep: ({ ok }) => ok },
  );
}

/** Ten new recovery codes in place of the old ones, to be shown this once. */
export async function renewRecoveryCodes(scope: Scope, now: Date): Promise<string[]> {
  const { organizerId } = scope;
  return transaction(async (client) => {
    await lockOrganizer(client, organizerId);
    const codes = await makeRecoveryCodes(client, organizerId, now);
    await record(client, { scope, action: "factor.recovery_codes", subject: `organizer:${organizerId}` });
    return codes;
  });
}
