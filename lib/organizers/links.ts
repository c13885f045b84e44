import { createHash } from "node:crypto";
import { appKey, hashToken, randomToken, sealApp, uuidv7 } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import { type Locale, localeOr } from "#lib/words.ts";
import { openAddress } from "./addresses.ts";
import { LINK_LIFE } from "./limits.ts";

/** What next-auth signs and hashes with. */
export function authSecret(): string {
  return appKey("next-auth").export().toString("base64url");
}

/** The SHA-256 under which a link's token is kept: of next-auth's own hash of it, which is all that its adapter gets to see. */
export function linkHash(token: string): Buffer {
  return hashToken(createHash("sha256").update(`${token}${authSecret()}`).digest("hex"));
}

/**
 * Writes a sign-in mail to the organizer of a mailbox, within the caps (ask-sign-in.sql). For any other mailbox it does as much
 * work and nothing comes of it.
 */
export async function mailLink(mailboxKey: Buffer, now: Date, token = randomToken()): Promise<void> {
  const id = uuidv7(now);
  const sealed = sealApp("mail", token, `${id}:token`);
  await query("SELECT ask_sign_in($1, $2, $3, $4, $5)", [mailboxKey, id, linkHash(token), sealed, LINK_LIFE]);
}

/** Whose link it is, while it is alive: unused, in time, and he still an organizer. */
export async function linkOf(token: string): Promise<{ email: string; lang: Locale } | null> {
  const [row] = await query<{ id: string; emailSealed: Buffer; lang: string }>(
    `SELECT o.id, o.email_sealed AS "emailSealed", o.lang
     FROM "SignInToken" t JOIN "Organizer" o ON o.email_key = t.email_key AND o.removed_at IS NULL
     WHERE t.token_hash = $1 AND t.expires_at > now()`,
    [linkHash(token)],
  );
  return row ? { email: openAddress(row.id, row.emailSealed), lang: localeOr(row.lang) } : null;
}

/**
 * Uses a link up, named by next-auth's own hash of its token: true for the one who comes first, however many come at once. It stays as a used one, because the caps on mail
 * count it.
 */
export async function takeLink(authHash: string, mailboxKey: Buffer): Promise<boolean> {
  const used = await query(
    `UPDATE "SignInToken" SET expires_at = created_at
     WHERE token_hash = $1 AND email_key = $2 AND expires_at > now() RETURNING 1`,
    [hashToken(authHash), mailboxKey],
  );
  return used.length > 0;
}
