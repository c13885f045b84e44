import { record } from "#lib/audit/record.ts";
import { transaction } from "#lib/db.ts";
import type { Asking } from "./queries.ts";
import { isLastOwner, lockOrganizer } from "./remove.ts";
import { mayGive } from "./rules.ts";
import type { Role } from "./scope.ts";

export type Changed = { ok: true } | { ok: false; reason: "unknown" | "role" | "team" | "last_owner" };

/** Gives an organizer another role, or a captain another team; he has it from his next request on. */
export async function changeRole(
  by: Asking,
  organizerId: string,
  { role, teamId }: { role: Role; teamId: string | null },
): Promise<Changed> {
  if (!mayGive(by, role)) return { ok: false, reason: "role" };
  if ((role === "captain") !== (teamId !== null)) return { ok: false, reason: "team" };
  try {
    return await transaction(async (client): Promise<Changed> => {
      const before = await lockOrganizer(client, organizerId);
      if (!before) return { ok: false, reason: "unknown" };
      if (!mayGive(by, before.role)) return { ok: false, reason: "role" };
      const team = await client.query(`SELECT FROM "Team" WHERE id = $1`, [teamId]);
      if (teamId && team.rowCount === 0) return { ok: false, reason: "team" };
      if (before.role === role && before.teamId === teamId) return { ok: true };
      await client.query(`UPDATE "Organizer" SET role = $2, team_id = $3 WHERE id = $1`, [
        organizerId,
        role,
        teamId,
      ]);
      await record(client, {
        scope: by === "console" ? null : by,
        action: "organizer.role",
        subject: `organizer:${organizerId}`,
        before,
        after: { role, teamId },
      });
      return { ok: true };
    });
  } catch (error) {
    if (isLastOwner(error)) return { ok: false, reason: "last_owner" };
    throw error;
  }
}
