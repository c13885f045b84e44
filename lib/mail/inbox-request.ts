import { env, isLoopback } from "#lib/env.ts";

const FORWARDING = [
  "forwarded",
  "via",
  "x-real-ip",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
];

/**
 * Whether a request may see the mail that stayed here: only while this is somebody's own machine without a mail server,
 * asked by a loopback name (which a page elsewhere that rebinds its DNS does not have) and through no proxy.
 */
export function mayOpenInbox(request: Request): boolean {
  const { isLocal, smtpUrl } = env();
  if (!isLocal || smtpUrl) return false;
  if (FORWARDING.some((name) => request.headers.has(name))) return false;
  return isLoopback(hostname(request));
}

/**
 * The request without the forwarding headers that Next adds to everyone's by itself (its base-server.js). Those that a
 * proxy set stay on: they name another host, another protocol, or a visitor who is not on this machine.
 */
export function withoutOwnForwarding(request: Request): Request {
  const headers = new Headers(request.headers);
  const isOwn: Record<string, (value: string) => boolean> = {
    "x-forwarded-host": (value) => value === request.headers.get("host"),
    "x-forwarded-port": (value) => value === String(env().port),
    "x-forwarded-proto": (value) => value === "http",
    "x-forwarded-for": (value) => /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/.test(value),
  };
  for (const [name, is] of Object.entries(isOwn)) if (is(headers.get(name) ?? "")) headers.delete(name);
  return new Request(request.url, { headers });
}

function hostname(request: Request): string {
  const host = request.headers.get("host") ?? "";
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : "";
}
