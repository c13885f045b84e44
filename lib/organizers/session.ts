import { headers } from "next/headers";
import { redirect } from "next/navigation";
import NextAuth, { type AuthOptions } from "next-auth";
import type { Adapter } from "next-auth/adapters";
import type { EmailConfig } from "next-auth/providers/email";
import { cache } from "react";
import { now } from "#lib/clock.ts";
import { loadSecrets, randomToken } from "#lib/crypto.ts";
import { env } from "#lib/env.ts";
import { readCookie } from "#lib/http.ts";
import { networkOf } from "#lib/networks.ts";
import { type DeskUser, deskAdapter } from "./adapter.ts";
import { readMailbox } from "./addresses.ts";
import { LINK_LIFE, SESSION_LIFE } from "./limits.ts";
import { authSecret, linkOf, mailLink } from "./links.ts";
import { insideDesk, leadingTo, PAGE_HEADER } from "./next-page.ts";
import { type Action, may, type Scope } from "./scope.ts";
import { closeSession, type SignedIn, scopeOf, wasJustShown } from "./sessions.ts";

/** A request's headers, of Next or of a Request. */
type Asked = Pick<Headers, "get">;

const COOKIE = "cs_desk";

/** Whoever asks for this page, signed in and with his second factor shown; null otherwise. */
export async function currentScope(): Promise<Scope | null> {
  return scopeOf(await currentlySignedIn());
}

/** Whoever came by a link of his mailbox, even if his second factor is still missing. Looked up once for each page. */
export const currentlySignedIn = cache(async (): Promise<SignedIn | null> => signedIn(await headers()));

/**
 * The scope of whoever asks for this page, once he may do `action` (null: whatever his role). Everybody else goes where he can
 * go on: to the sign-in or to his second factor, which lead back here, or to the page that says that his role may not.
 */
export async function requireScope(action: Action | null): Promise<Scope> {
  const who = await currentlySignedIn();
  const scope = scopeOf(who);
  if (!scope) {
    const page = insideDesk((await headers()).get(PAGE_HEADER));
    redirect(leadingTo(who ? "/organize/second-factor" : "/organize/sign-in", page));
  }
  if (action && !may(scope, action)) redirect("/organize/refused");
  return scope;
}

/** Whether he has shown who he is within the last ten minutes. Asked before an export, an erasure, a change of roles. */
export async function isFresh({ sessionId }: Scope): Promise<boolean> {
  return wasJustShown(sessionId);
}

/** The same as `currentlySignedIn`, for a handler that has the request at hand. */
export async function signedIn(asked: Asked): Promise<SignedIn | null> {
  if (!sessionToken(asked)) return null;
  const { body } = await run(["session"], asked, {});
  return (body as { signedIn?: SignedIn } | undefined)?.signedIn ?? null;
}

/** Asks for a link to be mailed: for an organizer's address it is, for any other nothing happens, and nobody can tell. */
export async function askForLink(asked: Asked, email: string): Promise<void> {
  await run(["signin", "email"], asked, { method: "POST", form: { email }, isAsking: true });
}

/**
 * What the button behind a link does: uses it up and opens a session. Answers the session's cookie, or null where the link was
 * used, has ended, or its owner is no organizer any more. The session that this browser had is over.
 */
export async function enterByLink(asked: Asked, token: string): Promise<string | null> {
  await loadSecrets();
  const link = await linkOf(token);
  if (!link) return null;
  const query = { token, email: link.email };
  const { cookie } = await run(["callback", "email"], asked, { method: "POST", query });
  const before = sessionToken(asked);
  if (cookie && before) await closeSession(before, prefixOf(asked));
  return cookie;
}

/** Ends the session; answers the cookie that takes its token out of the browser. */
export async function signOut(asked: Asked): Promise<string | null> {
  return (await run(["signout"], asked, { method: "POST" })).cookie;
}

/** The token of the session in a request. */
function sessionToken(asked: Asked): string | undefined {
  return readCookie(asked.get("cookie"), COOKIE) || undefined;
}

function prefixOf(asked: Asked): string | null {
  return networkOf(asked.get("x-visitor-address"), 24, 48);
}

type Run = { method?: string; query?: object; form?: object; isAsking?: boolean };

/**
 * Runs one of next-auth's actions in this process, through its entry for API pages, with plain objects for request and answer.
 * Its routes are not mounted: there a GET would use a link up, and an error would tell who is invited. (Its entry for route
 * handlers reads the outer request's cookies, where its own CSRF cookie is missing.)
 */
async function run(action: string[], asked: Asked, { method = "GET", query, form, isAsking = false }: Run) {
  await loadSecrets();
  const failures: unknown[] = [];
  const options = authOptions(asked, isAsking, failures);
  const token = sessionToken(asked);
  const cookies: Record<string, string> = token ? { [cookieName()]: token } : {};
  if (method === "POST") {
    const csrf = await enter(["csrf"], { method: "GET", query: {}, body: {}, cookies: {} }, options);
    const [pair = ""] = csrf.cookies.find((line) => line.includes("csrf-token="))?.split(";") ?? [];
    cookies[pair.slice(0, pair.indexOf("="))] = decodeURIComponent(pair.slice(pair.indexOf("=") + 1));
    form = { ...form, csrfToken: (csrf.body as { csrfToken: string }).csrfToken };
  }
  const answer = await enter(action, { method, query: query ?? {}, body: form ?? {}, cookies }, options);
  // It turns whatever fails into a redirect or "nobody"; a database that is away is neither.
  if (failures.length > 0) throw failures[0];
  const cookie = answer.cookies.find((line) => line.startsWith(`${cookieName()}=`)) ?? null;
  return { body: answer.body, cookie };
}

type Entered = { method: string; query: object; body: object; cookies: Record<string, string> };

async function enter(action: string[], { query, ...request }: Entered, options: AuthOptions) {
  const set = new Map<string, string | string[]>();
  let body: unknown;
  const answered = (value?: unknown) => {
    body = value;
  };
  const res = {
    status: () => res,
    getHeader: (name: string) => set.get(name.toLowerCase()),
    setHeader: (name: string, value: string | string[]) => void set.set(name.toLowerCase(), value),
    removeHeader: (name: string) => void set.delete(name.toLowerCase()),
    end: answered,
    json: answered,
    send: answered,
  };
  process.env.NEXTAUTH_URL = env().publicUrl.origin;
  const req = { ...request, query: { ...query, nextauth: action }, headers: { host: env().publicUrl.host } };
  await NextAuth(req as never, res as never, options);
  return { body, cookies: [set.get("set-cookie") ?? []].flat() };
}

function authOptions(asked: Asked, isAsking: boolean, failures: unknown[]): AuthOptions {
  const at = now();
  const browser = { agent: asked.get("user-agent"), ipPrefix: prefixOf(asked) };
  const isSecure = env().publicUrl.protocol === "https:";
  return {
    secret: authSecret(),
    adapter: noting(failures, deskAdapter(browser, { now: at, isAsking })) as unknown as Adapter,
    providers: [byLink(at)],
    // Never prolonged: it ends when it was said to, or when it was idle for too long (findSession).
    session: {
      strategy: "database",
      maxAge: SESSION_LIFE,
      updateAge: 2 * SESSION_LIFE,
      generateSessionToken: randomToken,
    },
    cookies: {
      sessionToken: {
        name: cookieName(),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure },
      },
    },
    callbacks: {
      // A link is asked for alike by everybody; on the click nobody enters who was removed meanwhile.
      signIn: ({ user, email }) => Boolean(email?.verificationRequest) || user.id !== user.email,
      session: ({ session, user }) => ({ ...session, signedIn: (user as DeskUser).signedIn }),
    },
    // What it would write there can hold an address.
    logger: { error: () => {}, warn: () => {}, debug: () => {} },
  };
}

/** Behind TLS the name itself binds the cookie to this host (as `cookie` of lib/http.ts has it). */
function cookieName(): string {
  return `${env().publicUrl.protocol === "https:" ? "__Host-" : ""}${COOKIE}`;
}

function byLink(at: Date): EmailConfig {
  return {
    id: "email",
    type: "email",
    name: "Email",
    from: "",
    server: "",
    maxAge: LINK_LIFE,
    generateVerificationToken: randomToken,
    normalizeIdentifier: (raw) => {
      const mailbox = readMailbox(raw);
      if (!mailbox) throw new Error("no address");
      return mailbox.typed;
    },
    sendVerificationRequest: async ({ identifier, token }) => {
      const mailbox = readMailbox(identifier);
      if (mailbox) await mailLink(mailbox.key, at, token);
    },
    options: {} as never,
  };
}

/** The adapter, with whatever it throws put down besides. */
function noting(failures: unknown[], adapter: ReturnType<typeof deskAdapter>) {
  const noted = Object.entries(adapter).map(([name, method]) => [
    name,
    (...args: never[]) =>
      (method as (...args: never[]) => Promise<unknown>)(...args).catch((error) => {
        failures.push(error);
        throw error;
      }),
  ]);
  return Object.fromEntries(noted);
}
