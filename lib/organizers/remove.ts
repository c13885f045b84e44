import type pg from "pg";
import { record } from "#lib/audit/record.ts";
import { transaction } from "#lib/db.ts";
import type { Asking } from "./queries.ts";
import { mayGive } from "./rules.ts";
import type { Role } from "./scope.ts";

export type Removed = { ok: true } | { ok: false; reason: "unknown" | "role" | "last_owner" };

/**
 * Takes an organizer out: his sessions are over, links on their way lead nowhere, his second factors are deleted. His row stays,
 * so that the audit log can name him.
 */
export async function remove(by: Asking, organizerId: string): Promise<Removed> {
  try {
    return await transaction(async (client): Promise<Removed> => {
      const before = await lockOrganizer(client, organizerId);
      if (!before) return { ok: false, reason: "unknown" };
      if (!mayGive(by, before.role)) return { ok: false, reason: "role" };
      // First, as long as his second factor stands: keep_an_owner asks whether he has one.
      await client.query(
        `UPDATE "Organizer" SET removed_at = now(), totp_sealed = NULL, totp_since = NULL, totp_step = NULL WHERE id = $1`,
        [organizerId],
      );
      await client.query(
        `UPDATE "OrganizerSession" SET revoked_at = now() WHERE organizer_id = $1 AND revoked_at IS NULL`,
        [organizerId],
      );
      await client.query(
        `DELETE FROM "SignInToken" t USING "Organizer" o WHERE o.id = $1 AND t.email_key = o.email_key`,
        [organizerId],
      );
      await client.query(`DELETE FROM "Passkey" WHERE organizer_id = $1`, [organizerId]);
      await client.query(`DELETE FROM "RecoveryCode" WHERE organizer_id = $1`, [organizerId]);
      await record(client, {
        scope: by === "console" ? null : by,
        action: "organizer.remove",
        subject: `organizer:${organizerId}`,
        before,
      });
      return { ok: true };
    });
  } catch (error) {
    if (isLastOwner(error)) return { ok: false, reason: "last_owner" };
    throw error;
  }
}

/** His role and team, the row locked until the transaction ends; null where he is no organizer. */
export async function lockOrganizer(
  client: pg.PoolClient,
  organizerId: string,
): Promise<{ role: Role; teamId: string | null } | null> {
  const { rows } = await client.query<{ role: Role; teamId: string | null }>(
    `SELECT role, team_id AS "teamId" FROM "Organizer" WHERE id = $1 AND removed_at IS NULL FOR NO KEY UPDATE`,
    [organizerId],
  );
  return rows[0] ?? null;
}

/** Whether the database refused to let the last owner go (keep-an-owner.sql). */
export function isLastOwner(error: unknown): boolean {
  return (error as { constraint?: string }).constraint === "organizer_last_owner";
}
