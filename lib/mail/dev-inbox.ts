import { now } from "#lib/clock.ts";
import { sealApp, unsealApp } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import type { Letter } from "./letter.ts";

/** A message that stayed on this machine, as /dev/mail.json shows it. `at` is ISO 8601. */
export type DevMail = {
  id: string;
  to: string;
  from: string;
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
  at: string;
};

/** At least so many messages are kept. */
export const KEPT = 5_000;
/** Trimmed when so many have come on top, so that trimming costs next to nothing. */
const SLACK = 500;

/** Letters to the table behind /dev/mail, sealed: as much as comes while one statement runs goes with the next. */
export function openDevInbox() {
  const waiting: { letter: Letter; resolve: () => void; reject: (error: unknown) => void }[] = [];
  let isStoring = false;
  let sinceTrim = SLACK;

  const store = async () => {
    isStoring = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0);
      try {
        await insert(batch.map(({ letter }) => letter));
        for (const { resolve } of batch) resolve();
        sinceTrim += batch.length;
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isStoring = false;
    if (sinceTrim < SLACK) return;
    sinceTrim = 0;
    // What is left over now is trimmed next time.
    await trim().catch(() => {});
  };

  return {
    atOnce: 250,
    carry(letter: Letter): Promise<void> {
      return new Promise((resolve, reject) => {
        waiting.push({ letter, resolve, reject });
        if (!isStoring) {
          isStoring = true;
          setImmediate(store);
        }
      });
    },
    close(): void {},
  };
}

/** A message that comes a second time, after a crash, is the same message: as its Message-ID would say to a mailbox. */
async function insert(letters: Letter[]): Promise<void> {
  const at = now().toISOString();
  const sealed = letters.map(({ id, to, from, subject, text, html, headers }) => {
    const mail: DevMail = {
      id,
      to,
      from,
      subject,
      text,
      html,
      headers: { from, to, subject, ...headers },
      at,
    };
    return sealApp("dev-mail", JSON.stringify(mail), id);
  });
  await query(
    `INSERT INTO "DevMail" (id, sealed) SELECT * FROM unnest($1::uuid[], $2::bytea[]) ON CONFLICT DO NOTHING`,
    [letters.map(({ id }) => id), sealed],
    "insert_dev_mail",
  );
}

async function trim(): Promise<void> {
  await query(
    `DELETE FROM "DevMail" WHERE created_at < (SELECT created_at FROM "DevMail" ORDER BY created_at DESC OFFSET ${KEPT - 1} LIMIT 1)`,
  );
}

/** The newest messages first, at most `limit`, `skip` of them left out; only those to an address where one is given. */
export async function devMails({
  to,
  limit = 2 * KEPT,
  skip = 0,
}: {
  to?: string;
  limit?: number;
  skip?: number;
}): Promise<DevMail[]> {
  const ids = await newestIds();
  const wanted = (to === undefined ? ids : await idsTo(to, ids)).slice(skip, skip + limit);
  const mails = await open(wanted);
  return wanted.flatMap((id) => mails.get(id) ?? []);
}

/** How many messages there are. */
export async function devMailCount(): Promise<number> {
  const [row] = await query<{ n: number }>(`SELECT count(*)::int AS n FROM "DevMail"`);
  return row?.n ?? 0;
}

/** One message, or null. */
export async function devMail(id: string): Promise<DevMail | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null;
  return (await open([id])).get(id) ?? null;
}

async function newestIds(): Promise<string[]> {
  const rows = await query<{ id: string }>(`SELECT id FROM "DevMail" ORDER BY created_at DESC, id DESC`);
  return rows.map(({ id }) => id);
}

/** Whom each message went to: a script that waits for one address asks many times, and opening them all costs 100 ms. */
const recipients = new Map<string, string>();

async function idsTo(to: string, ids: string[]): Promise<string[]> {
  if (recipients.size > 4 * KEPT) recipients.clear();
  const unknown = ids.filter((id) => !recipients.has(id));
  for (const [id, mail] of await open(unknown)) recipients.set(id, mail.to.toLowerCase());
  return ids.filter((id) => recipients.get(id) === to.toLowerCase());
}

/** Messages by id. One that was sealed under another APP_SECRET cannot be opened any more and is left out. */
async function open(ids: string[]): Promise<Map<string, DevMail>> {
  const mails = new Map<string, DevMail>();
  if (ids.length === 0) return mails;
  const rows = await query<{ id: string; sealed: Buffer }>(
    `SELECT id, sealed FROM "DevMail" WHERE id = ANY($1::uuid[])`,
    [ids],
  );
  for (const { id, sealed } of rows) {
    try {
      mails.set(id, JSON.parse(unsealApp("dev-mail", sealed, id).toString("utf8")));
    } catch {}
  }
  return mails;
}
