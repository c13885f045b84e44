import { record } from "#lib/audit/record.ts";
import { unsealApp } from "#lib/crypto.ts";
import { query, transaction } from "#lib/db.ts";
import { TRIES, TRIES_A_DAY } from "./limits.ts";
import { takeRecoveryCode } from "./recovery-codes.ts";
import type { SignedIn } from "./sessions.ts";
import { stepOf } from "./totp.ts";

export type Shown =
  | { ok: true; by: "app" | "recovery" | "passkey" }
  /** `over`: too many wrong ones, and this session has ended. */
  | { ok: false; reason: "wrong"; left: number }
  | { ok: false; reason: "over" }
  /** `paused`: too many wrong ones of an app today, in other sessions as well. */
  | { ok: false; reason: "paused" };

/** Takes a code of his authenticator app, or one of his recovery codes, as his second factor. */
export async function showCode(who: SignedIn, code: string, now: Date): Promise<Shown> {
  const digits = code.replace(/\s/g, "");
  if (/^\d{6}$/.test(digits)) return showFactor(who, "app", () => takeAppCode(who.organizerId, digits, now));
  return showFactor(who, "recovery", () => takeRecoveryCode(who.organizerId, code));
}

/**
 * Lets `check` decide and notes what came of it. The try is taken before the check: of many wrong codes at once no more than
 * five are looked at.
 */
export async function showFactor(
  who: SignedIn,
  by: "app" | "recovery" | "passkey",
  check: () => Promise<boolean>,
): Promise<Shown> {
  const [taken] = await query<{ tries: number }>(
    `UPDATE "OrganizerSession" SET tries = tries + 1 WHERE id = $1 AND revoked_at IS NULL AND tries < $2 RETURNING tries`,
    [who.sessionId, TRIES],
  );
  if (!taken) return { ok: false, reason: "over" };
  // Asked after the try was taken, so that of many sessions at once none is overlooked.
  if (by === "app" && (await triesOfToday(who.organizerId)) > TRIES_A_DAY)
    return { ok: false, reason: "paused" };
  if (await check()) {
    await accept(who, by);
    return { ok: true, by };
  }
  if (taken.tries < TRIES) return { ok: false, reason: "wrong", left: TRIES - taken.tries };
  await endSession(who);
  return { ok: false, reason: "over" };
}

/** Whoever reads a mailbox opens five sessions an hour; six digits would not stand that for long. */
async function triesOfToday(organizerId: string): Promise<number> {
  const [row] = await query<{ tries: number }>(
    `SELECT coalesce(sum(tries), 0)::int AS tries FROM "OrganizerSession"
     WHERE organizer_id = $1 AND seen_at > now() - interval '1 day'`,
    [organizerId],
  );
  return row?.tries ?? 0;
}

/** A code is taken once: of two at the same moment the second finds its step taken. */
async function takeAppCode(organizerId: string, code: string, now: Date): Promise<boolean> {
  const [row] = await query<{ sealed: Buffer; step: string | null }>(
    `SELECT totp_sealed AS sealed, totp_step AS step FROM "Organizer" WHERE id = $1 AND totp_since IS NOT NULL`,
    [organizerId],
  );
  if (!row) return false;
  const secret = unsealApp("organizer", row.sealed, `${organizerId}:totp`).toString("utf8");
  const step = stepOf(secret, code, { now, after: row.step === null ? null : BigInt(row.step) });
  if (step === null) return false;
  const taken = await query(
    `UPDATE "Organizer" SET totp_step = $2
     WHERE id = $1 AND totp_since IS NOT NULL AND (totp_step IS NULL OR totp_step < $2) RETURNING 1`,
    [organizerId, step],
  );
  return taken.length > 0;
}

async function accept(who: SignedIn, by: string): Promise<void> {
  await transaction(async (client) => {
    await client.query(`UPDATE "OrganizerSession" SET second_factor_at = now(), tries = 0 WHERE id = $1`, [
      who.sessionId,
    ]);
    const subject = `organizer:${who.organizerId}`;
    await record(client, { scope: who, action: "factor.show", subject, after: { by } });
  });
}

async function endSession(who: SignedIn): Promise<void> {
  await transaction(async (client) => {
    await client.query(`UPDATE "OrganizerSession" SET revoked_at = now() WHERE id = $1`, [who.sessionId]);
    await record(client, { scope: who, action: "factor.lock", subject: `organizer:${who.organizerId}` });
  });
}
