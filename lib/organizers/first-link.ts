import { randomToken } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { readMailbox } from "./addresses.ts";
import { invite } from "./invite.ts";
import { FIRST_LINK_LIFE } from "./limits.ts";
import { linkHash } from "./links.ts";

/** The first owner on one's own machine. Mail to him stays in the inbox at /dev/mail, and `.localhost` is nobody else's (RFC 6761). */
export const FIRST_OWNER = "owner@desk.localhost";

/**
 * A sign-in link for whoever started the program on his own machine: one use, one hour; earlier ones end. Null in public, and
 * once an owner has set up a second factor: from then on the door is shut to whoever merely reads the console.
 */
export async function firstLink(now: Date): Promise<string | null> {
  const mailbox = readMailbox(FIRST_OWNER);
  if (!env().isLocal || !mailbox || (await hasEnrolledOwner())) return null;
  // "already" is as good: he was invited by an earlier start.
  await invite("console", { email: FIRST_OWNER, role: "owner", teamId: null }, now, { mails: false });
  const token = randomToken();
  // Written as an hour old: it is no mail, and takes none of those that he may ask for.
  const [made] = await query(
    `WITH ended AS (DELETE FROM "SignInToken" WHERE email_key = $2)
     INSERT INTO "SignInToken" (token_hash, email_key, created_at, expires_at)
     SELECT $1, $2, now() - interval '1 hour', now() + make_interval(secs => $3)
     FROM "Organizer" WHERE email_key = $2 AND role = 'owner' AND removed_at IS NULL
     RETURNING 1`,
    [linkHash(token), mailbox.key, FIRST_LINK_LIFE],
  );
  return made ? new URL(`/organize/link?token=${token}`, env().publicUrl).href : null;
}

async function hasEnrolledOwner(): Promise<boolean> {
  const found = await query(
    `SELECT FROM "Organizer" o WHERE o.role = 'owner' AND o.removed_at IS NULL
       AND (o.totp_since IS NOT NULL OR EXISTS (SELECT FROM "Passkey" k WHERE k.organizer_id = o.id)) LIMIT 1`,
  );
  return found.length > 0;
}
