import { unsealApp } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import { postCode } from "#lib/pledges/post-code.ts";
import { postConfirm } from "#lib/pledges/post-confirm.ts";
import { postSign } from "#lib/pledges/post-sign.ts";

const JOHN = {
  name: "John Miller",
  email: "john@example.org",
  birth_year: "1980",
  country: "US",
  region: "US-WI",
  county: "55079",
  stance: "man",
  display: "hidden",
  agree: "on",
  lang: "en",
};

/** A POST as a browser's form sends it. */
export function formPost(
  address: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Request {
  return new Request(`http://localhost:3000${address}`, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "sec-fetch-site": "same-origin",
      ...headers,
    },
    body: new URLSearchParams(fields).toString(),
  });
}

/** John signs the sample campaign, or whoever `fields` make of him. */
export function signs(
  fields: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<Response> {
  return postSign(formPost("/c/sample/sign", { ...JOHN, ...fields }, headers), { slug: "sample" });
}

/** The cookies that an answer sets, as the next request sends them. */
export function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

/** Clicks the button of a confirmation link. */
export function confirms(token: string, fields: Record<string, string> = {}): Promise<Response> {
  return postConfirm(formPost(`/confirm/${token}`, { lang: "en", ...fields }), { token });
}

/** Types a code into the page that he signed on. */
export function typesCode(signed: Response, code: string): Promise<Response> {
  return postCode(formPost("/c/sample/signed", { code, lang: "en" }, { cookie: cookiesOf(signed) }), {
    slug: "sample",
  });
}

export type WaitingMail = { id: string; pledgeId: string; kind: string; token: string; code: string };

/** What waits in the outbox, oldest first, with the secrets that the mail will carry. */
export async function outbox(): Promise<WaitingMail[]> {
  const rows = await query<{
    id: string;
    pledge_id: string;
    kind: string;
    token_sealed: Buffer | null;
    code_sealed: Buffer | null;
  }>(
    `SELECT id, pledge_id, kind, token_sealed, code_sealed FROM "Mail" WHERE sent_at IS NULL AND failed_at IS NULL ORDER BY created_at, id`,
  );
  const open = (sealed: Buffer | null, context: string) =>
    sealed ? unsealApp("mail", sealed, context).toString("utf8") : "";
  return rows.map((row) => ({
    id: row.id,
    pledgeId: row.pledge_id,
    kind: row.kind,
    token: open(row.token_sealed, `${row.id}:token`),
    code: open(row.code_sealed, `${row.id}:code`),
  }));
}

/** As the deliverer does after the mail was accepted. */
export async function markSent(): Promise<void> {
  await query(
    `UPDATE "Mail" SET sent_at = now(), token_sealed = NULL, code_sealed = NULL WHERE sent_at IS NULL AND failed_at IS NULL`,
  );
}

/** Moves all mails of the database into the past, as an SQL interval such as `11 minutes`. */
export async function mailsAge(interval: string): Promise<void> {
  await query(
    `UPDATE "Mail" SET created_at = created_at - $1::interval, sent_at = sent_at - $1::interval, expires_at = expires_at - $1::interval`,
    [interval],
  );
}

/** A number from the database. */
export async function count(table: string, where = "true"): Promise<number> {
  const [row] = await query<{ n: number }>(`SELECT count(*)::int AS n FROM "${table}" WHERE ${where}`);
  return row?.n ?? -1;
}

let mailboxes = 0;

/** A mailbox that nobody of this file has used: ledger entries cannot be taken back between tests. */
export function address(): string {
  return `man${++mailboxes}@example.org`;
}

/** The newest mail that waits. */
export async function lastMail(): Promise<WaitingMail> {
  const mail = (await outbox()).at(-1);
  if (!mail) throw new Error("nothing in the outbox");
  return mail;
}

/** How often a pledge has moved the count. */
export function entriesOf(pledgeId: string): Promise<number> {
  return count("LedgerEntry", `pledge_id = '${pledgeId}'`);
}
