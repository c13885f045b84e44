import { openCookie, sealCookie } from "#lib/crypto.ts";
import { cookie, readCookie } from "#lib/http.ts";

/**
 * What a browser keeps between two steps of the second factor, sealed and of one session: the secret of an app that is being set
 * up, the challenge that a passkey is to answer, the recovery codes until their owner has noted them. And what was typed wrong.
 */
type Memories = {
  app: { secret: string };
  passkey: { challenge: string };
  codes: { codes: string[] };
  /** What was typed to correct a pledge and could not be taken: shown again with the reason. */
  pledge: { pledge: string; field: "name" | "email"; typed: string; code: string };
};
type Name = keyof Memories;

/** Seconds. */
const LIVES: Record<Name, number> = { app: 900, passkey: 300, codes: 900, pledge: 600 };

export function remember<N extends Name>(name: N, sessionId: string, value: Memories[N], now: Date): string {
  const sealed = sealCookie(cookieOf(name), { sessionId, value }, LIVES[name], now);
  return cookie(cookieOf(name), sealed, LIVES[name]);
}

/** Null when there is none, or it belongs to another session. */
export function recall<N extends Name>(
  name: N,
  sessionId: string,
  cookieHeader: string | null,
  now: Date,
): Memories[N] | null {
  const sealed = readCookie(cookieHeader, cookieOf(name));
  const memory = openCookie<{ sessionId: string; value: Memories[N] }>(cookieOf(name), sealed, now);
  return memory?.sessionId === sessionId ? memory.value : null;
}

export function forget(name: Name): string {
  return cookie(cookieOf(name), "", 0);
}

function cookieOf(name: Name): string {
  return `cs_desk_${name}`;
}
