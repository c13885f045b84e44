import { hash } from "node:crypto";
import { hashToken, lookupKey, newDataKey, randomToken, seal, sealApp, uuidv7 } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import { newCode } from "#lib/mail/code.ts";
import { wordingId } from "./consents.ts";
import { nameWords, normalisedName } from "./name-rules.ts";
import type { SignInput } from "./schema.ts";

export type SignOutcome = "mailed" | "waiting" | "limited" | "noticed" | "known" | "suppressed";

/** What the routine `sign_pledge` takes, in its order. */
const STATEMENT = `SELECT outcome, pledge_id FROM sign_pledge(${Array.from({ length: 30 }, (_, i) => `$${i + 1}`).join(", ")})`;

/**
 * Signs: writes the pledge and its mail in one statement (lib/pledges/sign.sql, which tells the outcomes). The caller
 * answers every outcome alike. `pledgeId` is the pledge that a code from the mail belongs to, `seen` its mark; where nothing
 * was stored they belong to nothing.
 */
export async function sign(
  input: SignInput,
  {
    editionId,
    textVersion,
    ipPrefix,
    now,
  }: { editionId: string; textVersion: number; ipPrefix: string | null; now: Date },
): Promise<{ outcome: SignOutcome; pledgeId: string; seen: string }> {
  const { key, wrapped } = newDataKey();
  const mail = mailSecrets(now);
  const [row] = await query<{ outcome: SignOutcome; pledge_id: string }>(
    STATEMENT,
    [
      uuidv7(now),
      editionId,
      mailboxKey(input.email.canonical),
      personKey(input.name, input.birthYear),
      nameKeys(input.name),
      wrapped,
      seal(key, input.email.typed, "email"),
      seal(key, input.name, "name"),
      input.email.domain,
      input.birthYear,
      input.minor,
      input.country,
      input.region,
      input.county,
      input.stance,
      input.display,
      input.lang,
      textVersion,
      await wordingId(input.lang),
      input.news,
      input.renew,
      input.share,
      input.team,
      input.event,
      ipPrefix,
      mail.id,
      mail.tokenHash,
      mail.tokenSealed,
      mail.codeHash,
      mail.codeSealed,
    ],
    "sign_pledge",
  );
  if (!row) throw new Error("sign_pledge returned nothing");
  return { outcome: row.outcome, pledgeId: row.pledge_id, seen: seenMark(wrapped) };
}

/**
 * Stands for a pledge as it was posted: every post brings a new data key, so whoever confirms can say which post he saw. A
 * stranger who posts over a pledge changes the mark, and the code of who signed before no longer confirms it.
 */
export function seenMark(wrappedDataKey: Buffer): string {
  return hash("sha256", wrappedDataKey, "buffer").subarray(0, 16).toString("base64url");
}

/** A new mail's id, link token and code: hashed for finding and comparing, sealed until the mail is sent. */
export function mailSecrets(now: Date) {
  const id = uuidv7(now);
  const token = randomToken();
  const code = newCode();
  return {
    id,
    tokenHash: hashToken(token),
    tokenSealed: sealApp("mail", token, `${id}:token`),
    codeHash: codeHash(id, code),
    codeSealed: sealApp("mail", code, `${id}:code`),
  };
}

/** How a code is stored: an HMAC with the id of its mail, so that equal codes of two mails do not look alike. */
export function codeHash(mailId: string, code: string): Buffer {
  return lookupKey("code", `${mailId}:${code}`);
}

/** By what a mailbox is found: the HMAC of its canonical address. */
export function mailboxKey(canonical: string): Buffer {
  return lookupKey("mailbox", canonical);
}

/** By what a man is told from others of his mailbox: the HMAC of his normalised name and birth year. */
export function personKey(name: string, birthYear: number): Buffer {
  return lookupKey("person", `${normalisedName(name)}\0${birthYear}`);
}

/** By what his name is searched: the HMAC of each of its words. */
export function nameKeys(name: string): Buffer[] {
  return [...new Set(nameWords(name))].map((word) => lookupKey("name", word));
}
