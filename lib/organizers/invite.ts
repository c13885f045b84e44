import { record } from "#lib/audit/record.ts";
import { uuidv7 } from "#lib/crypto.ts";
import { transaction } from "#lib/db.ts";
import { readMailbox, sealAddress } from "./addresses.ts";
import { mailLink } from "./links.ts";
import type { Asking } from "./queries.ts";
import { mayGive } from "./rules.ts";
import type { Role } from "./scope.ts";

export type Invitation = { email: string; role: Role; teamId: string | null };
export type Invited =
  | { ok: true; organizerId: string }
  /** `already`: he is an organizer, whatever his role; `team`: a captain needs one that exists, nobody else has one. */
  | { ok: false; reason: "address" | "role" | "team" | "already" };

/**
 * Makes an organizer of whoever reads a mailbox, and mails him a link to sign in by. Who was removed earlier comes back with
 * the new role and without his old second factor.
 */
export async function invite(
  by: Asking,
  { email, role, teamId }: Invitation,
  now: Date,
  { mails = true } = {},
): Promise<Invited> {
  if (!mayGive(by, role)) return { ok: false, reason: "role" };
  const mailbox = readMailbox(email);
  if (!mailbox) return { ok: false, reason: "address" };
  if ((role === "captain") !== (teamId !== null)) return { ok: false, reason: "team" };
  const id = uuidv7(now);
  const invited = await transaction(async (client): Promise<Invited> => {
    const team = await client.query(`SELECT FROM "Team" WHERE id = $1`, [teamId]);
    if (teamId && team.rowCount === 0) return { ok: false, reason: "team" };
    // The address of one who comes back stays sealed as it is: it is bound to his id, and the mailbox is the same.
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO "Organizer" AS o (id, email_key, email_sealed, role, team_id, lang, invited_by_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (email_key) DO UPDATE SET role = $4, team_id = $5, invited_by_id = $7, removed_at = NULL
         WHERE o.removed_at IS NOT NULL
       RETURNING id`,
      [
        id,
        mailbox.key,
        sealAddress(id, mailbox.typed),
        role,
        teamId,
        by === "console" ? "en" : by.lang,
        by === "console" ? null : by.organizerId,
      ],
    );
    const [made] = rows;
    if (!made) return { ok: false, reason: "already" };
    await record(client, {
      scope: by === "console" ? null : by,
      action: "organizer.invite",
      subject: `organizer:${made.id}`,
      after: { role, teamId },
      note: mailbox.typed,
    });
    return { ok: true, organizerId: made.id };
  });
  if (invited.ok && mails) await mailLink(mailbox.key, now);
  return invited;
}
