import { record } from "#lib/audit/record.ts";
import { hashToken, sealApp, uuidv7 } from "#lib/crypto.ts";
import { query, transaction } from "#lib/db.ts";
import { type Locale, localeOr } from "#lib/words.ts";
import { grant } from "./grant.ts";
import { FRESH_FOR, IDLE_LIMIT, SESSION_LIFE } from "./limits.ts";
import { needsSecondFactor } from "./rules.ts";
import type { Role, Scope } from "./scope.ts";

/** Somebody who came by a link of his mailbox, and perhaps has not shown his second factor yet. */
export type SignedIn = {
  organizerId: string;
  sessionId: string;
  role: Role;
  teamId: string | null;
  lang: Locale;
  ipPrefix: string | null;
  /** Which second factors he has set up. */
  hasApp: boolean;
  hasPasskey: boolean;
  /** Whether he has shown one in this session. */
  hasShownFactor: boolean;
};

/** A browser as the list of sessions names it. */
export type Browser = { agent: string | null; ipPrefix: string | null };

/** Whether there is a second factor to show. */
export function hasFactor({ hasApp, hasPasskey }: Pick<SignedIn, "hasApp" | "hasPasskey">): boolean {
  return hasApp || hasPasskey;
}

/** His scope; null while a second factor is still to be shown or, where his role requires one, to be set up. */
export function scopeOf(signedIn: SignedIn | null): Scope | null {
  if (!signedIn) return null;
  const { organizerId, sessionId, role, teamId, ipPrefix, lang } = signedIn;
  const isIn = hasFactor(signedIn) ? signedIn.hasShownFactor : !needsSecondFactor(role);
  return isIn ? grant({ organizerId, sessionId, role, teamId, ipPrefix, lang }) : null;
}

/**
 * Who a session's token belongs to, as he is now: a role that was taken away a moment ago is gone. Null when the session is
 * revoked, has ended, or was idle for too long. Notes that he was here, once a minute.
 */
export async function findSession(token: string, ipPrefix: string | null): Promise<SignedIn | null> {
  const [row] = await query<Omit<SignedIn, "ipPrefix" | "lang"> & { lang: string }>(
    `WITH found AS (
       SELECT s.id AS "sessionId", s.seen_at, s.second_factor_at IS NOT NULL AS "hasShownFactor",
              o.id AS "organizerId", o.role, o.team_id AS "teamId", o.lang, o.totp_since IS NOT NULL AS "hasApp",
              EXISTS (SELECT FROM "Passkey" k WHERE k.organizer_id = o.id) AS "hasPasskey"
       FROM "OrganizerSession" s JOIN "Organizer" o ON o.id = s.organizer_id AND o.removed_at IS NULL
       WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > now()
         AND s.seen_at > now() - make_interval(secs => $2)
     ), noted AS (
       UPDATE "OrganizerSession" s SET seen_at = now()
       FROM found WHERE s.id = found."sessionId" AND found.seen_at < now() - interval '1 minute'
     )
     SELECT * FROM found`,
    [hashToken(token), IDLE_LIMIT],
  );
  if (!row) return null;
  const { organizerId, sessionId, role, teamId, hasApp, hasPasskey, hasShownFactor } = row;
  const lang = localeOr(row.lang);
  return { organizerId, sessionId, role, teamId, lang, ipPrefix, hasApp, hasPasskey, hasShownFactor };
}

/** Opens a session for an organizer under a new token. Throws when he is none any more. */
export async function openSession(
  organizerId: string,
  token: string,
  from: Browser,
  now: Date,
): Promise<Date> {
  const id = uuidv7(now);
  const browser = JSON.stringify({ agent: from.agent?.slice(0, 200) ?? null, ipPrefix: from.ipPrefix });
  return transaction(async (client) => {
    const { rows } = await client.query<{ expiresAt: Date }>(
      `INSERT INTO "OrganizerSession" (id, token_hash, organizer_id, expires_at, agent_sealed)
       SELECT $1, $2, o.id, now() + make_interval(secs => $4), $5 FROM "Organizer" o WHERE o.id = $3 AND o.removed_at IS NULL
       RETURNING expires_at AS "expiresAt"`,
      [id, hashToken(token), organizerId, SESSION_LIFE, sealApp("organizer", browser, `${id}:agent`)],
    );
    const [opened] = rows;
    if (!opened) throw new Error("he is no organizer any more");
    const scope = { organizerId, sessionId: id, ipPrefix: from.ipPrefix };
    await record(client, { scope, action: "organizer.sign_in", subject: `organizer:${organizerId}` });
    return opened.expiresAt;
  });
}

/** Ends the session of a token: signing out. Nothing happens where there is none. */
export async function closeSession(token: string, ipPrefix: string | null): Promise<void> {
  await transaction(async (client) => {
    const { rows } = await client.query<{ id: string; organizerId: string }>(
      `UPDATE "OrganizerSession" SET revoked_at = now() WHERE token_hash = $1 AND revoked_at IS NULL
       RETURNING id, organizer_id AS "organizerId"`,
      [hashToken(token)],
    );
    const [closed] = rows;
    if (!closed) return;
    const { id, organizerId } = closed;
    const scope = { organizerId, sessionId: id, ipPrefix };
    await record(client, { scope, action: "organizer.sign_out", subject: `organizer:${organizerId}` });
  });
}

/**
 * Whether he has shown who he is within the last ten minutes: by his second factor, or where he has none by the link of a
 * mail. Asked before what is grave.
 */
export async function wasJustShown(sessionId: string): Promise<boolean> {
  const [row] = await query<{ isFresh: boolean }>(
    `SELECT coalesce(CASE
         WHEN o.totp_since IS NOT NULL OR EXISTS (SELECT FROM "Passkey" k WHERE k.organizer_id = o.id) THEN s.second_factor_at
         ELSE s.created_at
       END > now() - make_interval(secs => $2), false) AS "isFresh"
     FROM "OrganizerSession" s JOIN "Organizer" o ON o.id = s.organizer_id
     WHERE s.id = $1 AND s.revoked_at IS NULL`,
    [sessionId, FRESH_FOR],
  );
  return row?.isFresh ?? false;
}
