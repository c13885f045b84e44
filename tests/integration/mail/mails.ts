import { hashToken, newDataKey, randomToken, seal, sealApp, uuidv7 } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";

export type MailRow = {
  attempts: number;
  sentAt: Date | null;
  failedAt: Date | null;
  claimedUntil: Date | null;
  lastError: string | null;
  tokenSealed: Buffer | null;
  codeSealed: Buffer | null;
  /** Seconds from now. */
  nextTryIn: number;
};

const EDITION = "01980000-0000-7000-8000-000000000002";

/** A campaign with an edition, as far as mail needs them. */
export async function aCampaign(): Promise<void> {
  const id = "01980000-0000-7000-8000-000000000001";
  await query(
    `INSERT INTO "Campaign" (id, slug, name, host, languages) VALUES ($1, 'river', 'River City Men', 'River City House', '{en,es}')`,
    [id],
  );
  await query(
    `INSERT INTO "Edition" (id, campaign_id, year, goal, opens_at, closes_at, time_zone, text_version)
     VALUES ($1, $2, 2026, 75000, now() - interval '1 day', now() + interval '40 days', 'America/Chicago', 1)`,
    [EDITION, id],
  );
  await query(`INSERT INTO "ConsentWording" (id, lang, wording) VALUES ('w', 'en', '{}')`);
}

/** A pledge with an uncommon name, and a mail to its signer that waits in the outbox. Answers the mail and its secrets. */
export async function aMail({
  email = "walt@example.org",
  kind = "verify",
  lang = "en",
  priority = 1,
  hasToken = true,
} = {}) {
  const [id, pledgeId, token, code] = [uuidv7(new Date()), uuidv7(new Date()), randomToken(), "048213"];
  const { key, wrapped } = newDataKey();
  const mailbox = hashToken(email);
  await query(
    `INSERT INTO "Pledge" (id, edition_id, mailbox_key, person_key, data_key, email_sealed, name_sealed, email_domain, minor,
       country, stance, display, lang, text_version, wording_id, agreed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'example.org', false, 'US', 'man', 'hidden', $8, 1, 'w', now())`,
    [
      pledgeId,
      EDITION,
      mailbox,
      hashToken(pledgeId),
      wrapped,
      seal(key, email, "email"),
      seal(key, "Quentin Xylander", "name"),
      lang,
    ],
  );
  const isVerify = kind === "verify";
  await query(
    `INSERT INTO "Mail" (id, edition_id, pledge_id, mailbox_key, kind, lang, priority, token_hash, token_sealed, code_hash, code_sealed, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, now() + interval '7 days')`,
    [
      id,
      EDITION,
      pledgeId,
      mailbox,
      kind,
      lang,
      priority,
      hasToken ? hashToken(token) : null,
      hasToken ? sealApp("mail", token, `${id}:token`) : null,
      isVerify ? hashToken(code) : null,
      isVerify ? sealApp("mail", code, `${id}:code`) : null,
    ],
  );
  return { id, pledgeId, email, token, code };
}

/** The row of a mail as it stands. */
export async function mailRow(id: string): Promise<MailRow> {
  const [row] = await query<MailRow>(
    `SELECT attempts, sent_at AS "sentAt", failed_at AS "failedAt", claimed_until AS "claimedUntil", last_error AS "lastError",
       token_sealed AS "tokenSealed", code_sealed AS "codeSealed",
       extract(epoch FROM next_try_at - now())::float AS "nextTryIn"
     FROM "Mail" WHERE id = $1`,
    [id],
  );
  if (!row) throw new Error("no such mail");
  return row;
}

/** Lets the pause before a retry be over. */
export async function letTimePass(): Promise<void> {
  await query(
    `UPDATE "Mail" SET next_try_at = now() - interval '1 second' WHERE sent_at IS NULL AND failed_at IS NULL`,
  );
}

type Truthy<Value> = Exclude<Value, false | "" | 0 | null | undefined>;

/** Asks until it holds; fails after five seconds. */
export async function until<Value>(
  ask: () => Value | Promise<Value>,
  milliseconds = 5_000,
): Promise<Truthy<Value>> {
  const end = performance.now() + milliseconds;
  for (;;) {
    const value = await ask();
    if (value) return value as Truthy<Value>;
    if (performance.now() > end) throw new Error("it did not come about");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
