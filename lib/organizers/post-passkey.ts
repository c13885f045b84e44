import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import { z } from "zod";
import { now as clock } from "#lib/clock.ts";
import { loadSecrets } from "#lib/crypto.ts";
import { isOwnOrigin, readBody } from "#lib/http.ts";
import { landing } from "./desk-form.ts";
import { forget, recall, remember } from "./memories.ts";
import { insideDesk } from "./next-page.ts";
import { addPasskey, passkeyToMake, passkeyToShow, showPasskey } from "./passkeys.ts";
import { signedIn } from "./session.ts";
import { type SignedIn, scopeOf, wasJustShown } from "./sessions.ts";

/** Bytes: an attestation may carry certificates. */
const LIMIT = 32 * 1024;

const asked = z.object({ purpose: z.enum(["add", "show"]) });
/** What a browser makes is checked by @simplewebauthn/server; here only that it is an object of that kind. */
const credential = z.looseObject({ id: z.string(), response: z.looseObject({}) });
const answered = z.object({
  purpose: z.enum(["add", "show"]),
  name: z.string().max(60).optional(),
  next: z.string().nullish(),
  response: credential,
});

/** POST /organize/second-factor/passkey/options: what to ask the browser for, its challenge remembered in a sealed cookie. */
export async function postPasskeyOptions(request: Request): Promise<Response> {
  const read = await readOwnJson(request, asked);
  if (!read.ok) return read.response;
  const { who, value } = read;
  if (value.purpose === "add" && !(await wasJustShown(who.sessionId)))
    return json({ reason: "stale" }, [], 422);
  const options = value.purpose === "add" ? await passkeyToMake(who) : await passkeyToShow(who);
  const memory = remember("passkey", who.sessionId, { challenge: options.challenge }, clock());
  return json(options, [memory]);
}

/**
 * POST /organize/second-factor/passkey/answer: the browser's answer. `next` is where to go on; `reason` is `wrong`, `stale` or,
 * with the session ended, `over`.
 */
export async function postPasskeyAnswer(request: Request): Promise<Response> {
  const read = await readOwnJson(request, answered);
  if (!read.ok) return read.response;
  const { who, value } = read;
  const now = clock();
  const pending = recall("passkey", who.sessionId, request.headers.get("cookie"), now);
  if (!pending) return json({ reason: "wrong" }, [], 422);
  const { challenge } = pending;
  // Each challenge is answered once.
  const spent = forget("passkey");
  if (value.purpose === "show") {
    const response = value.response as unknown as AuthenticationResponseJSON;
    const shown = await showPasskey(who, { response, challenge });
    if (!shown.ok) return json({ reason: shown.reason }, [spent], 422);
    return json({ next: insideDesk(value.next) ?? landingOf(who) }, [spent]);
  }
  const response = value.response as unknown as RegistrationResponseJSON;
  const added = await addPasskey(who, { response, challenge, name: value.name ?? "" }, now);
  if (!added.ok) return json({ reason: added.reason === "code" ? "wrong" : "stale" }, [spent], 422);
  if (!added.codes) return json({ next: "/organize/account" }, [spent]);
  const codes = remember("codes", who.sessionId, { codes: added.codes }, now);
  return json({ next: "/organize/second-factor/codes" }, [spent, codes]);
}

function landingOf(who: SignedIn): string {
  const scope = scopeOf({ ...who, hasShownFactor: true });
  return scope ? landing(scope) : "/organize/second-factor";
}

async function readOwnJson<T>(
  request: Request,
  schema: z.ZodType<T>,
): Promise<{ ok: true; who: SignedIn; value: T } | { ok: false; response: Response }> {
  const refuse = (status: number) => ({
    ok: false as const,
    response: json({ reason: "wrong" }, [], status),
  });
  if (!isOwnOrigin(request)) return refuse(403);
  if (!request.headers.get("content-type")?.startsWith("application/json")) return refuse(415);
  const body = await readBody(request, LIMIT);
  if (!body) return refuse(413);
  await loadSecrets();
  const who = await signedIn(request.headers);
  if (!who) return { ok: false, response: json({ reason: "over" }, [], 401) };
  const value = schema.safeParse(parsed(body.toString("utf8")));
  return value.success ? { ok: true, who, value: value.data } : refuse(400);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function json(body: object, cookies: string[], status = 200): Response {
  const headers = new Headers({ "cache-control": "no-store" });
  for (const value of cookies) headers.append("set-cookie", value);
  return Response.json(body, { status, headers });
}
