import { record } from "#lib/audit/record.ts";
import { uuidv7 } from "#lib/crypto.ts";
import { query, transaction } from "#lib/db.ts";
import { demand, type Scope } from "../scope.ts";

export type MailTest = {
  createdAt: Date;
  state: "waiting" | "sent" | "retrying" | "failed";
  /** Seconds from asking to the mail server's yes. */
  took: number | null;
  /** The mail server's reply code, or a socket error's name. */
  error: string | null;
};

/** Writes a mail to oneself into the outbox, by which all mail goes; one a minute. False where there was one just now. */
export async function sendTest(scope: Scope, now: Date): Promise<boolean> {
  demand(scope, "health.read");
  const id = uuidv7(now);
  return transaction(async (client) => {
    const { rowCount } = await client.query(
      `INSERT INTO "Mail" (id, organizer_id, kind, lang, priority)
         SELECT $1, o.id, 'test', o.lang, 0 FROM "Organizer" o
         WHERE o.id = $2 AND o.removed_at IS NULL AND NOT EXISTS (
           SELECT FROM "Mail" m WHERE m.organizer_id = o.id AND m.kind = 'test' AND m.created_at > now() - interval '1 minute')`,
      [id, scope.organizerId],
    );
    if (!rowCount) return false;
    await record(client, { scope, action: "mail.test", subject: `mail:${id}` });
    return true;
  });
}

/** What became of one's last tests, the newest first. */
export async function lastTests(scope: Scope): Promise<MailTest[]> {
  demand(scope, "health.read");
  return query<MailTest>(
    `SELECT created_at AS "createdAt", last_error AS error, extract(epoch FROM sent_at - created_at)::float8 AS took,
       CASE WHEN sent_at IS NOT NULL THEN 'sent' WHEN failed_at IS NOT NULL THEN 'failed'
            WHEN last_error IS NOT NULL THEN 'retrying' ELSE 'waiting' END AS state
     FROM "Mail" WHERE organizer_id = $1 AND kind = 'test' ORDER BY created_at DESC, id DESC LIMIT 3`,
    [scope.organizerId],
  );
}
