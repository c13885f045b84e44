/** What became of one attempt: `relay` means that our mail server did not get as far as looking at the message. */
export type Verdict = "temporary" | "permanent" | "relay";

/** What nodemailer tells about a failure; see its errors.d.ts. */
export type MailError = {
  code?: string | undefined;
  originalCode?: string | undefined;
  responseCode?: number | undefined;
  response?: string | undefined;
  command?: string | undefined;
  timeoutType?: string | undefined;
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * Pauses after the first, second, … failed attempt. The first ones are short, because the signer has the page open and
 * waits for his code; the fourth is long enough for greylisting; together they last a day.
 */
const PAUSES = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  4 * HOUR,
  6 * HOUR,
  12 * HOUR,
];

/** A mail in hand for more than the last time has taken its deliverer down with it each time. */
export const ATTEMPTS = PAUSES.length + 1;

/** Milliseconds until the next attempt after `attempts` of them failed; null when that was the last. */
export function pauseAfter(attempts: number): number | null {
  return PAUSES[attempts - 1] ?? null;
}

/** Milliseconds for which nothing is sent after the mail server failed us `failures` times in a row: 1 s to 1 min. */
export function relayPause(failures: number): number {
  return Math.min(SECOND * 2 ** (failures - 1), MINUTE);
}

/** Replies to these concern our session with the mail server, not the message (RFC 5321 §3.1, RFC 4954). */
const SESSION = /^(CONN|EHLO|HELO|STARTTLS|AUTH\b)/;
/** Credentials missing, refused or expired (RFC 4954 §6), whichever command they answer. */
const CREDENTIALS = new Set([530, 534, 535, 538]);
const UNREACHABLE = new Set(["EDNS", "EAUTH", "ENOAUTH", "EOAUTH2", "ETLS", "EPROXY"]);
const UNREACHABLE_SOCKET = new Set(["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EAI_AGAIN"]);
/** Refused before a server was asked: an address that cannot be written in SMTP, or a message too large for it. */
const UNSENDABLE = new Set(["EENVELOPE", "EMESSAGE"]);

/**
 * Judges a failed attempt by its reply code: 4yz may pass later, 5yz never will (RFC 5321 §4.2.1), except 503, which
 * blames the session. A wrong password or an unreachable server must not use up anybody's attempts: that is `relay`.
 * Whatever is not known for certain counts as an attempt, so that no message can keep the queue busy for ever.
 */
export function judge(error: MailError): Verdict {
  if (error.responseCode) {
    // A 421 in the middle is reported as a lost connection; which message brought it on cannot be told.
    const isSession = SESSION.test(error.command ?? "") && error.code !== "ECONNECTION";
    if (isSession || CREDENTIALS.has(error.responseCode)) return "relay";
    return error.responseCode >= 500 && error.responseCode !== 503 ? "permanent" : "temporary";
  }
  if (UNREACHABLE.has(error.code ?? "")) return "relay";
  if (UNREACHABLE_SOCKET.has(error.originalCode ?? error.code ?? "")) return "relay";
  if (error.timeoutType === "CONNECT_TIMEOUT" || error.timeoutType === "GREETING_TIMEOUT") return "relay";
  return UNSENDABLE.has(error.code ?? "") ? "permanent" : "temporary";
}

/**
 * What is kept of a failure: `421`, `550 5.1.1` (enhanced status code, RFC 3463) or a socket error's name. Never the
 * server's text, which likes to repeat the address.
 */
export function errorCode(error: MailError): string {
  if (error.responseCode) {
    const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(error.response ?? "")?.[1];
    return enhanced ? `${error.responseCode} ${enhanced}` : `${error.responseCode}`;
  }
  const name = error.originalCode ?? error.code ?? "";
  return /^E[A-Z0-9_]{2,30}$/.test(name) ? name : "EUNKNOWN";
}

/**
 * A token bucket that holds a tenth of a second, so that `rate` messages a second are spread over it and no second sees
 * more. Times are milliseconds of any steady clock.
 */
export function throttle(rate: number, start: number) {
  const capacity = Math.max(1, rate / 10);
  let tokens = 1;
  let filledAt = start;
  const fill = (now: number) => {
    if (now > filledAt) tokens = Math.min(capacity, tokens + ((now - filledAt) / SECOND) * rate);
    filledAt = Math.max(filledAt, now);
  };
  return {
    /** How many messages may leave now. */
    allows(now: number): number {
      fill(now);
      return rate === Infinity ? Infinity : Math.floor(tokens + 1e-9);
    },
    /** They left. */
    spend(messages: number): void {
      if (rate !== Infinity) tokens -= messages;
    },
    /** Milliseconds until at least one may leave. */
    wait(now: number): number {
      fill(now);
      return rate === Infinity ? 0 : Math.max(0, Math.ceil(((1 - tokens) / rate) * SECOND));
    },
  };
}
