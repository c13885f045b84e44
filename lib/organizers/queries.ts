import { unsealApp } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import { openAddress } from "./addresses.ts";
import { IDLE_LIMIT } from "./limits.ts";
import { rolesInReach } from "./rules.ts";
import { demand, type Role, type Scope } from "./scope.ts";
import type { Browser } from "./sessions.ts";

/** The organizer of a mailbox; null where there is none, or he was removed. */
export async function organizerAt(mailboxKey: Buffer): Promise<string | null> {
  const [row] = await query<{ id: string }>(
    `SELECT id FROM "Organizer" WHERE email_key = $1 AND removed_at IS NULL`,
    [mailboxKey],
  );
  return row?.id ?? null;
}

/** One's own address. */
export async function addressOf({ organizerId }: { organizerId: string }): Promise<string> {
  const [row] = await query<{ sealed: Buffer }>(
    `SELECT email_sealed AS sealed FROM "Organizer" WHERE id = $1`,
    [organizerId],
  );
  if (!row) throw new Error("no such organizer");
  return openAddress(organizerId, row.sealed);
}

export type Person = {
  id: string;
  email: string;
  role: Role;
  teamId: string | null;
  team: string | null;
  isEnrolled: boolean;
  /** When a session of his was last used; null before the first. */
  seenAt: Date | null;
  isSelf: boolean;
  /** Whether the one who asks may change and remove him. */
  inReach: boolean;
};

/** Who asks: an organizer, or whoever sits at the machine itself, who may do everything. */
export type Asking = Scope | "console";

/** Everybody who may sign in, owners first. */
export async function people(scope: Asking): Promise<Person[]> {
  if (scope !== "console") demand(scope, "organizers.manage");
  const rows = await query<Omit<Person, "email" | "isSelf" | "inReach"> & { emailSealed: Buffer }>(
    `SELECT o.id, o.email_sealed AS "emailSealed", o.role, o.team_id AS "teamId", t.name AS team,
            o.totp_since IS NOT NULL OR EXISTS (SELECT FROM "Passkey" k WHERE k.organizer_id = o.id) AS "isEnrolled",
            (SELECT max(s.seen_at) FROM "OrganizerSession" s WHERE s.organizer_id = o.id) AS "seenAt"
     FROM "Organizer" o LEFT JOIN "Team" t ON t.id = o.team_id
     WHERE o.removed_at IS NULL
     ORDER BY array_position('{owner,organizer,moderator,viewer,captain}', o.role), o.created_at, o.id`,
  );
  const reach: readonly Role[] = rolesInReach(scope === "console" ? "owner" : scope.role);
  return rows.map(({ emailSealed, ...row }) => ({
    ...row,
    email: openAddress(row.id, emailSealed),
    isSelf: scope !== "console" && scope.organizerId === row.id,
    inReach: reach.includes(row.role),
  }));
}

export type TeamChoice = { id: string; name: string; slug: string; campaign: string };

/** The teams that a captain can be of. */
export async function teamChoices(scope: Asking): Promise<TeamChoice[]> {
  if (scope !== "console") demand(scope, "organizers.manage");
  return query<TeamChoice>(
    `SELECT t.id, t.name, t.slug, c.slug AS campaign FROM "Team" t JOIN "Campaign" c ON c.id = t.campaign_id
     ORDER BY c.slug, t.name, t.id LIMIT 2000`,
  );
}

export type OwnSession = Browser & { id: string; createdAt: Date; seenAt: Date; isThis: boolean };

/** One's own sessions that are alive, the one that asks first. */
export async function ownSessions({ organizerId, sessionId }: Scope): Promise<OwnSession[]> {
  const rows = await query<{ id: string; createdAt: Date; seenAt: Date; sealed: Buffer | null }>(
    `SELECT id, created_at AS "createdAt", seen_at AS "seenAt", agent_sealed AS sealed FROM "OrganizerSession"
     WHERE organizer_id = $1 AND revoked_at IS NULL AND expires_at > now() AND seen_at > now() - make_interval(secs => $3)
     ORDER BY id = $2 DESC, seen_at DESC, id`,
    [organizerId, sessionId, IDLE_LIMIT],
  );
  return rows.map(({ sealed, ...row }) => ({
    ...row,
    ...openBrowser(row.id, sealed),
    isThis: row.id === sessionId,
  }));
}

function openBrowser(sessionId: string, sealed: Buffer | null): Browser {
  if (!sealed) return { agent: null, ipPrefix: null };
  return JSON.parse(unsealApp("organizer", sealed, `${sessionId}:agent`).toString("utf8"));
}

export type Factors = {
  appSince: Date | null;
  passkeys: { id: string; name: string; createdAt: Date; usedAt: Date | null }[];
  /** Recovery codes that are still good. */
  recoveryLeft: number;
};

/** One's own second factors. */
export async function ownFactors({ organizerId }: { organizerId: string }): Promise<Factors> {
  const [[row], passkeys] = await Promise.all([
    query<{ appSince: Date | null; recoveryLeft: number }>(
      `SELECT totp_since AS "appSince",
         (SELECT count(*)::int FROM "RecoveryCode" r WHERE r.organizer_id = o.id AND r.used_at IS NULL) AS "recoveryLeft"
       FROM "Organizer" o WHERE o.id = $1`,
      [organizerId],
    ),
    query<Factors["passkeys"][number]>(
      `SELECT id, name, created_at AS "createdAt", used_at AS "usedAt" FROM "Passkey" WHERE organizer_id = $1 ORDER BY id`,
      [organizerId],
    ),
  ]);
  return { appSince: row?.appSince ?? null, recoveryLeft: row?.recoveryLeft ?? 0, passkeys };
}
