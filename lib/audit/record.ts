import { now } from "#lib/clock.ts";
import { sealApp, uuidv7 } from "#lib/crypto.ts";
import { pool } from "#lib/db.ts";
import type { texts } from "#lib/words.ts";

/** What `audit.actions` in `messages/` has a sentence for: a deed without words does not compile. */
type Sentences = ReturnType<typeof texts<"audit">>["actions"];
type Verbs<Noun extends keyof Sentences & string> = Sentences[Noun] extends string
  ? never
  : `${Noun}.${keyof Sentences[Noun] & string}`;
export type AuditAction = { [Noun in keyof Sentences & string]: Verbs<Noun> }[keyof Sentences & string];

/** Who did it and from where, by ids alone. `sessionId` is null while there is no session yet: signing in itself. */
export type Actor = { organizerId: string; sessionId: string | null; ipPrefix: string | null };

/** Values as they were and as they are. Ids, numbers, states and public words: nothing personal ever stands here. */
export type Facts = Record<string, unknown>;

export type Deed = {
  /** Null for what is done on the command line. */
  scope: Actor | null;
  /** Noun and verb, as `switch.off`. */
  action: AuditAction;
  /** What it was done to: a noun and an id or name, as `switch:signing`, `edition:<id>`, `organizer:<id>`. */
  subject: string;
  before?: Facts | null;
  after?: Facts | null;
  /** What is personal and must be known later nevertheless: kept sealed, never searched. */
  note?: string;
};

/** A client inside a transaction: `transaction()` of lib/db.ts hands one out. */
type Client = { query(text: string, values: unknown[]): Promise<unknown> };

/**
 * Writes down what somebody did. Given the client of the caller's transaction, deed and record stand or fall together;
 * with null it stands by itself, for what changes nothing (an export). Throws where a value looks like a mail address:
 * the database refuses it.
 */
export async function record(client: Client | null, deed: Deed): Promise<void> {
  const { scope, action, subject, before = null, after = null, note } = deed;
  const id = uuidv7(now());
  await (client ?? pool()).query(
    `INSERT INTO "AuditEvent" (id, organizer_id, session_id, action, subject, before, after, note_sealed, ip_prefix)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      scope?.organizerId ?? null,
      scope?.sessionId ?? null,
      action,
      subject,
      before && JSON.stringify(before),
      after && JSON.stringify(after),
      note === undefined ? null : sealApp("audit", note, id),
      scope?.ipPrefix ?? null,
    ],
  );
}
