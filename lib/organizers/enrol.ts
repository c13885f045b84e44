import type pg from "pg";
import { record } from "#lib/audit/record.ts";
import { sealApp } from "#lib/crypto.ts";
import { transaction } from "#lib/db.ts";
import { ENROL_WITHIN, FRESH_FOR } from "./limits.ts";
import { makeRecoveryCodes } from "./recovery-codes.ts";
import type { SignedIn } from "./sessions.ts";
import { stepOf } from "./totp.ts";

/** `codes` are new recovery codes, to be shown this once; null where he has some already. */
export type Enrolled =
  | { ok: true; codes: string[] | null }
  /** `code`: not the app's; `stale`: he must have shown who he is lately: by his second factor, or by the link where he has none. */
  | { ok: false; reason: "code" | "stale" };

/** Sets up (or replaces) his authenticator app, once he has typed a code that it shows. That code is taken. */
export async function enrolApp(
  who: SignedIn,
  { secret, code }: { secret: string; code: string },
  now: Date,
): Promise<Enrolled> {
  const step = stepOf(secret, code.replace(/\s/g, ""), { now, after: null });
  if (step === null) return { ok: false, reason: "code" };
  return enrol(who, { factor: "app" }, now, async (client) => {
    await client.query(
      `UPDATE "Organizer" SET totp_sealed = $2, totp_since = now(), totp_step = $3 WHERE id = $1`,
      [who.organizerId, sealApp("organizer", secret, `${who.organizerId}:totp`), step],
    );
  });
}

/**
 * Adds a second factor by `add`, for whom that is allowed: who has none yet, or has just shown one. His session counts as having
 * shown it, and the first one brings recovery codes.
 */
export async function enrol(
  who: SignedIn,
  what: { factor: "app" | "passkey" },
  now: Date,
  add: (client: pg.PoolClient) => Promise<void>,
): Promise<Enrolled> {
  return transaction(async (client): Promise<Enrolled> => {
    if (!(await mayEnrol(client, who))) return { ok: false, reason: "stale" };
    await add(client);
    await client.query(`UPDATE "OrganizerSession" SET second_factor_at = now(), tries = 0 WHERE id = $1`, [
      who.sessionId,
    ]);
    const { rowCount } = await client.query(
      `SELECT FROM "RecoveryCode" WHERE organizer_id = $1 AND used_at IS NULL LIMIT 1`,
      [who.organizerId],
    );
    const codes = rowCount ? null : await makeRecoveryCodes(client, who.organizerId, now);
    await record(client, {
      scope: who,
      action: "factor.add",
      subject: `organizer:${who.organizerId}`,
      after: what,
    });
    return { ok: true, codes };
  });
}

/**
 * Judged under the lock of his row: whoever opened the page while there was no second factor must not replace the one that its
 * owner has set up meanwhile. And whoever finds a session open must not make himself one who has just shown who he is.
 */
async function mayEnrol(client: pg.PoolClient, { organizerId, sessionId }: SignedIn): Promise<boolean> {
  const { rows } = await client.query<{ hasApp: boolean }>(
    `SELECT totp_since IS NOT NULL AS "hasApp" FROM "Organizer" WHERE id = $1 AND removed_at IS NULL FOR NO KEY UPDATE`,
    [organizerId],
  );
  const [organizer] = rows;
  if (!organizer) return false;
  // Statements of their own, after the lock: they see what was committed while we waited for it.
  const { rowCount: passkeys } = await client.query(`SELECT FROM "Passkey" WHERE organizer_id = $1 LIMIT 1`, [
    organizerId,
  ]);
  const { rowCount: sessions } = await client.query(
    `SELECT FROM "OrganizerSession" WHERE id = $1 AND revoked_at IS NULL
       AND CASE WHEN $2 THEN created_at > now() - make_interval(secs => $4)
         ELSE second_factor_at > now() - make_interval(secs => $3) END`,
    [sessionId, !organizer.hasApp && !passkeys, FRESH_FOR, ENROL_WITHIN],
  );
  return sessions === 1;
}
