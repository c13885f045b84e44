import { randomBytes } from "node:crypto";
import { generateSync } from "otplib";
import { unsealApp } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import { readMailbox } from "#lib/organizers/addresses.ts";
import { enrolApp } from "#lib/organizers/enrol.ts";
import { invite } from "#lib/organizers/invite.ts";
import { mailLink } from "#lib/organizers/links.ts";
import { postLink } from "#lib/organizers/post-sign-in.ts";
import type { Role } from "#lib/organizers/scope.ts";
import { signedIn } from "#lib/organizers/session.ts";
import { type SignedIn, scopeOf } from "#lib/organizers/sessions.ts";
import { newAppSecret } from "#lib/organizers/totp.ts";

/** Somebody of a role, invited without a mail. */
export async function anOrganizer(
  role: Role,
  { email = `${role}.${randomBytes(4).toString("hex")}@example.org`, teamId = null as string | null } = {},
): Promise<{ id: string; email: string }> {
  const invited = await invite("console", { email, role, teamId }, new Date(), { mails: false });
  if (!invited.ok) throw new Error(invited.reason);
  return { id: invited.organizerId, email };
}

/** The tokens in the sign-in mails that wait for somebody, the newest first. */
export async function waitingLinks(organizerId: string): Promise<string[]> {
  const rows = await query<{ id: string; sealed: Buffer }>(
    `SELECT id, token_sealed AS sealed FROM "Mail" WHERE organizer_id = $1 AND kind = 'sign_in' ORDER BY created_at DESC, id DESC`,
    [organizerId],
  );
  return rows.map(({ id, sealed }) => unsealApp("mail", sealed, `${id}:token`).toString("utf8"));
}

/** Lets time pass for the links of an address. */
export async function letLinksAge(email: string, minutes: number): Promise<void> {
  await query(
    `UPDATE "SignInToken" SET created_at = created_at - make_interval(mins => $2), expires_at = expires_at - make_interval(mins => $2)
     WHERE email_key = $1`,
    [readMailbox(email)?.key, minutes],
  );
}

/** Lets time pass for a session. */
export async function letSessionAge(sessionId: string, minutes: number): Promise<void> {
  await query(
    `UPDATE "OrganizerSession" SET created_at = created_at - make_interval(mins => $2), seen_at = seen_at - make_interval(mins => $2),
       expires_at = expires_at - make_interval(mins => $2), second_factor_at = second_factor_at - make_interval(mins => $2)
     WHERE id = $1`,
    [sessionId, minutes],
  );
}

type Handler = (request: Request) => Promise<Response>;

/** A browser: keeps cookies, and posts forms as our own pages do. */
export function aBrowser(agent = "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0") {
  const jar = new Map<string, string>();
  const headers = () =>
    new Headers({
      "user-agent": agent,
      "x-visitor-address": "203.0.113.77",
      "sec-fetch-site": "same-origin",
      cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
    });
  const keep = (answer: Response): Response => {
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "" || /max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  const send = async (handler: Handler, type: string, body: string, more: Record<string, string>) => {
    const sent = headers();
    for (const [name, value] of Object.entries({ "content-type": type, ...more })) sent.set(name, value);
    return keep(
      await handler(new Request("http://localhost:3000/organize", { method: "POST", headers: sent, body })),
    );
  };
  return {
    jar,
    headers,
    /** Posts a form; answers where it leads. */
    async post(handler: Handler, form: Record<string, string> = {}): Promise<string> {
      const answer = await send(
        handler,
        "application/x-www-form-urlencoded",
        String(new URLSearchParams(form)),
        {},
      );
      return answer.headers.get("location") ?? String(answer.status);
    },
    submit: (handler: Handler, form: Record<string, string>, more: Record<string, string> = {}) =>
      send(handler, "application/x-www-form-urlencoded", String(new URLSearchParams(form)), more),
    json: (handler: Handler, body: object) => send(handler, "application/json", JSON.stringify(body), {}),
    who: () => signedIn(headers()),
    async scope() {
      const scope = scopeOf(await signedIn(headers()));
      if (!scope) throw new Error("not signed in");
      return scope;
    },
  };
}

export type Browser = ReturnType<typeof aBrowser>;

/** Somebody of a role in a browser of his own, by a link of his mailbox. */
export async function comesByLink(
  who: { id: string; email: string },
  browser = aBrowser(),
): Promise<Browser> {
  await letLinksAge(who.email, 61);
  await mailLink(readMailbox(who.email)?.key as Buffer, new Date());
  const [token = ""] = await waitingLinks(who.id);
  await browser.post(postLink, { token });
  return browser;
}

/** Sets up an authenticator app for whoever a browser belongs to; answers its secret, and the recovery codes. */
export async function setsUpApp(browser: Browser): Promise<{ secret: string; codes: string[] }> {
  const secret = newAppSecret();
  // A code of the step before, so that the present one can still be shown.
  const code = codeOf(secret, -1);
  const enrolled = await enrolApp((await browser.who()) as SignedIn, { secret, code }, new Date());
  if (!enrolled.ok) throw new Error(enrolled.reason);
  return { secret, codes: enrolled.codes ?? [] };
}

/** What an app shows, or showed some steps of 30 seconds ago. */
export function codeOf(secret: string, steps = 0): string {
  return generateSync({ secret, epoch: Math.floor(Date.now() / 1_000) + 30 * steps });
}

/** Somebody of a role who is in, with his second factor. */
export async function anEnrolled(role: Role) {
  const who = await anOrganizer(role);
  const browser = await comesByLink(who);
  return { ...who, browser, ...(await setsUpApp(browser)) };
}
