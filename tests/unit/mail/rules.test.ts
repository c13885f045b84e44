import { describe, expect, it } from "vitest";
import {
  errorCode,
  judge,
  type MailError,
  pauseAfter,
  relayPause,
  throttle,
  type Verdict,
} from "#lib/mail/rules.ts";

const rcpt = (response: string): MailError => ({
  code: "EENVELOPE",
  command: "RCPT TO",
  responseCode: Number(response.slice(0, 3)),
  response,
});

describe("a failed attempt", () => {
  const cases: [string, MailError, Verdict, string][] = [
    ["greylisted", rcpt("450 4.7.1 <a@example.org>: try later"), "temporary", "450 4.7.1"],
    ["mailbox busy, no enhanced code", rcpt("450 mailbox a@example.org busy"), "temporary", "450"],
    ["server going down", rcpt("421 4.3.2 shutting down"), "temporary", "421 4.3.2"],
    ["mailbox full for now", rcpt("452 4.2.2 over quota"), "temporary", "452 4.2.2"],
    ["unknown user", rcpt("550 5.1.1 <a@example.org> unknown"), "permanent", "550 5.1.1"],
    ["several lines", rcpt("550-5.7.1 line one\n550 5.7.1 line two"), "permanent", "550 5.7.1"],
    ["refused, no enhanced code", rcpt("554 no"), "permanent", "554"],
    ["sender refused", { ...rcpt("553 5.1.8 bad sender"), command: "MAIL FROM" }, "permanent", "553 5.1.8"],
    [
      "message refused",
      { ...rcpt("552 5.3.4 too big"), code: "EMESSAGE", command: "DATA" },
      "permanent",
      "552 5.3.4",
    ],
    [
      "message put off",
      { ...rcpt("451 4.3.0 no"), code: "EMESSAGE", command: "DATA" },
      "temporary",
      "451 4.3.0",
    ],
    ["bad sequence", rcpt("503 5.5.1 RCPT first"), "temporary", "503 5.5.1"],
    [
      "greeting says no",
      { code: "EPROTOCOL", command: "CONN", responseCode: 554, response: "554 no" },
      "relay",
      "554",
    ],
    [
      "greeting says later",
      { code: "EPROTOCOL", command: "CONN", responseCode: 421, response: "421" },
      "relay",
      "421",
    ],
    [
      "closing in the middle",
      { code: "ECONNECTION", command: "CONN", responseCode: 421, response: "421 4.7.0 too many" },
      "temporary",
      "421 4.7.0",
    ],
    [
      "wrong password",
      { code: "EAUTH", command: "AUTH PLAIN", responseCode: 535, response: "535 5.7.8 a@example.org" },
      "relay",
      "535 5.7.8",
    ],
    ["password wanted", { ...rcpt("530 5.7.0 authenticate"), command: "MAIL FROM" }, "relay", "530 5.7.0"],
    ["no password set", { code: "EAUTH", command: "API" }, "relay", "EAUTH"],
    [
      "refused connection",
      { code: "ESOCKET", originalCode: "ECONNREFUSED", command: "CONN" },
      "relay",
      "ECONNREFUSED",
    ],
    ["no such host", { code: "EDNS", originalCode: "ENOTFOUND" }, "relay", "ENOTFOUND"],
    ["bad certificate", { code: "ETLS", command: "STARTTLS" }, "relay", "ETLS"],
    [
      "connect times out",
      { code: "ETIMEDOUT", timeoutType: "CONNECT_TIMEOUT", command: "CONN" },
      "relay",
      "ETIMEDOUT",
    ],
    [
      "silent mid-message",
      { code: "ETIMEDOUT", timeoutType: "SOCKET_TIMEOUT", command: "DATA" },
      "temporary",
      "ETIMEDOUT",
    ],
    [
      "reset mid-message",
      { code: "ESOCKET", originalCode: "ECONNRESET", command: "CONN" },
      "temporary",
      "ECONNRESET",
    ],
    ["closed mid-message", { code: "ECONNECTION", command: "CONN" }, "temporary", "ECONNECTION"],
    ["given up by us", { code: "EABORT" }, "temporary", "EABORT"],
    ["address not writable in SMTP", { code: "EENVELOPE", command: "API" }, "permanent", "EENVELOPE"],
    ["too large for the server", { code: "EMESSAGE", command: "MAIL FROM" }, "permanent", "EMESSAGE"],
    ["database away", { code: "ECONNREFUSED" }, "relay", "ECONNREFUSED"],
    ["anything else", {}, "temporary", "EUNKNOWN"],
    ["a code with an address in it", { code: "E a@example.org" }, "temporary", "EUNKNOWN"],
  ];
  it.each(cases)("%s", (_, error, verdict, code) => {
    expect(judge(error)).toBe(verdict);
    expect(errorCode(error)).toBe(code);
    expect(errorCode(error)).not.toMatch(/@/);
  });
});

describe("the next attempt", () => {
  it("comes soon at first, later and later, and for a day", () => {
    const pauses: number[] = [];
    for (let attempts = 1, pause = pauseAfter(1); pause !== null; pause = pauseAfter(++attempts))
      pauses.push(pause);
    expect(pauses[0]).toBe(5_000);
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    const hours = pauses.reduce((sum, pause) => sum + pause, 0) / 3_600_000;
    expect(hours).toBeGreaterThan(20);
    expect(hours).toBeLessThan(26);
  });

  it("waits for a server that is away between a second and a minute", () => {
    expect([1, 2, 3, 6, 7, 50].map(relayPause)).toEqual([1_000, 2_000, 4_000, 32_000, 60_000, 60_000]);
  });
});

describe("the throttle", () => {
  /** Milliseconds at which messages leave when one is always waiting. */
  function departures(rate: number, milliseconds: number): number[] {
    const pace = throttle(rate, 0);
    const left: number[] = [];
    for (let time = 0; time < milliseconds; time++) {
      const allowed = pace.allows(time);
      pace.spend(allowed);
      left.push(...Array<number>(allowed).fill(time));
    }
    return left;
  }

  it.each([[0.5], [1], [7], [20], [300]])("lets %s a second through, and no second sees more", (rate) => {
    const left = departures(rate, 10_000);
    expect(left.length).toBeGreaterThanOrEqual(rate * 10);
    expect(left.length).toBeLessThanOrEqual(rate * 10 + 1);
    for (const start of left) {
      const inOneSecond = left.filter((time) => time >= start && time < start + 1_000).length;
      expect(inOneSecond).toBeLessThanOrEqual(Math.ceil(rate * 1.1) + 1);
    }
  });

  it("does not save up while nothing is sent", () => {
    const pace = throttle(20, 0);
    expect(pace.allows(60_000)).toBe(2);
  });

  it("tells when the next may leave", () => {
    const pace = throttle(4, 0);
    pace.spend(pace.allows(0));
    expect(pace.wait(0)).toBe(250);
    expect(pace.allows(249)).toBe(0);
    expect(pace.allows(250)).toBe(1);
  });

  it("lets everything through where there is no rate", () => {
    const pace = throttle(Infinity, 0);
    pace.spend(1_000);
    expect(pace.allows(0)).toBe(Infinity);
    expect(pace.wait(0)).toBe(0);
  });
});
