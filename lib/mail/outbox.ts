import { query } from "#lib/db.ts";
import type { Locale } from "#lib/words.ts";

/**
 * How long a claimed mail belongs to its deliverer. Longer than any attempt can last (smtp.ts), so that nobody else
 * sends it meanwhile; after a crash it is free again when this has passed.
 */
const CLAIM = "2 minutes";

/** A mail in hand, with all that its words and its envelope need. */
export type ClaimedMail = {
  id: string;
  kind: "verify" | "already" | "manage" | "sign_in" | "test" | "alarm";
  /** Of an alarm: its kind. */
  topic: string | null;
  lang: Locale;
  /** This one included. */
  attempts: number;
  /** The link's; an `already` may have none. */
  tokenSealed: Buffer | null;
  codeSealed: Buffer | null;
  /** The pledge's; null once it is gone. */
  dataKey: Buffer | null;
  emailSealed: Buffer | null;
  /** Of a mail to an organizer: who, with his sealed address; null in every other mail, and once he is no organizer any more. */
  organizerId: string | null;
  organizerSealed: Buffer | null;
  suppressed: boolean;
  expired: boolean;
  /** Null in a mail to an organizer, which belongs to no edition. */
  campaign: string | null;
  host: string | null;
  campaignSlug?: string | null;
  /** The host's, where it has told one. */
  postalAddress?: string | null;
};

/** What became of a mail in hand. `error` is a code of rules.ts, `pause` is in milliseconds. */
export type Outcome =
  | { id: string; state: "sent" }
  | { id: string; state: "failed"; error: string }
  | { id: string; state: "retry"; error: string; pause: number; counts: boolean };

/**
 * Claims up to `limit` mails that are due, the most urgent first. SKIP LOCKED lets several deliverers work side by side
 * without ever holding the same mail. The attempt is counted here and not when it fails: a mail that takes the process
 * down with it must run out of attempts too. (Due within the millisecond counts: times are kept in milliseconds, rounded, so
 * that of a mail just written may be half of one ahead.) Mails of `heldKinds` stay where they are, and a link to
 * confirm that waited for days still lives as long as the code beside it, a day from sending.
 */
export async function claim(limit: number, heldKinds: string[] = []): Promise<ClaimedMail[]> {
  return await query<ClaimedMail>(
    `WITH due AS (
       SELECT id FROM "Mail"
       WHERE sent_at IS NULL AND failed_at IS NULL AND next_try_at <= now() + interval '1 millisecond'
         AND (claimed_until IS NULL OR claimed_until < now()) AND kind <> ALL ($2)
       ORDER BY priority, next_try_at LIMIT $1 FOR UPDATE SKIP LOCKED
     ), claimed AS (
       UPDATE "Mail" m SET claimed_until = now() + interval '${CLAIM}', attempts = m.attempts + 1,
         expires_at = CASE WHEN m.kind = 'verify' AND m.expires_at > now() THEN greatest(m.expires_at, now() + interval '1 day')
                      ELSE m.expires_at END
       FROM due WHERE m.id = due.id RETURNING m.*
     )
     SELECT m.id, m.kind, m.topic, m.lang, m.attempts, m.token_sealed AS "tokenSealed", m.code_sealed AS "codeSealed",
            p.data_key AS "dataKey", p.email_sealed AS "emailSealed",
            o.id AS "organizerId", o.email_sealed AS "organizerSealed", s.mailbox_key IS NOT NULL AS suppressed,
            coalesce(m.expires_at, m.created_at + interval '7 days') <= now() AS expired, c.name AS campaign, c.host,
            c.slug AS "campaignSlug", c.postal_address AS "postalAddress"
     FROM claimed m
     LEFT JOIN "Edition" e ON e.id = m.edition_id
     LEFT JOIN "Campaign" c ON c.id = e.campaign_id
     LEFT JOIN "Organizer" o ON o.id = m.organizer_id AND o.removed_at IS NULL
     LEFT JOIN "Pledge" p ON p.id = m.pledge_id
     LEFT JOIN "Suppression" s ON s.mailbox_key = m.mailbox_key
     ORDER BY m.priority, m.next_try_at`,
    [limit, heldKinds],
  );
}

/**
 * Records what became of mails in hand, all in one statement, by the database's clock. Whatever is finished loses its
 * sealed token and code; a retry that does not count gives its attempt back. The rows are locked in the order of their
 * ids, as by whoever else changes several, so that no two wait for each other.
 */
export async function record(outcomes: Outcome[]): Promise<void> {
  await query(
    `WITH mine AS (
       SELECT id FROM "Mail" WHERE id = ANY($1::uuid[]) AND sent_at IS NULL AND failed_at IS NULL ORDER BY id FOR UPDATE
     )
     UPDATE "Mail" m SET
       claimed_until = NULL,
       sent_at = CASE WHEN o.state = 'sent' THEN now() END,
       failed_at = CASE WHEN o.state = 'failed' THEN now() END,
       token_sealed = CASE WHEN o.state = 'retry' THEN m.token_sealed END,
       code_sealed = CASE WHEN o.state = 'retry' THEN m.code_sealed END,
       next_try_at = CASE WHEN o.state = 'retry' THEN now() + o.pause * interval '1 millisecond' ELSE m.next_try_at END,
       attempts = m.attempts - CASE WHEN o.counts THEN 0 ELSE 1 END,
       last_error = coalesce(o.error, m.last_error)
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::boolean[]) AS o (id, state, error, pause, counts)
     JOIN mine USING (id)
     WHERE m.id = o.id`,
    [
      outcomes.map(({ id }) => id),
      outcomes.map(({ state }) => state),
      outcomes.map((outcome) => (outcome.state === "sent" ? null : outcome.error)),
      outcomes.map((outcome) => (outcome.state === "retry" ? outcome.pause : 0)),
      outcomes.map((outcome) => outcome.state !== "retry" || outcome.counts),
    ],
    "record_mail",
  );
}
