import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { trustList, visitorAddress } from "#lib/front/visitor.ts";

const PROXIES = ["10.0.0.0/8", "2001:db8:1::/48", "192.0.2.7"];

function visitor(remoteAddress: string, forwarded?: string, proxies = PROXIES): string {
  const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  return visitorAddress(
    { socket: { remoteAddress }, headers } as unknown as IncomingMessage,
    trustList(proxies),
  );
}

test.each([
  ["no proxy", "203.0.113.5", undefined, "203.0.113.5"],
  ["a header from someone who is no proxy", "203.0.113.5", "198.51.100.1", "203.0.113.5"],
  ["one proxy", "10.0.0.1", "203.0.113.5", "203.0.113.5"],
  ["two proxies", "10.0.0.1", "203.0.113.5, 10.9.9.9", "203.0.113.5"],
  ["what the visitor wrote himself", "10.0.0.1", "1.1.1.1, 203.0.113.5", "203.0.113.5"],
  ["a visitor who claims to be a proxy", "10.0.0.1", "1.1.1.1, 10.1.1.1, 203.0.113.5", "203.0.113.5"],
  ["only proxies", "10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"],
  ["a proxy that says nothing", "10.0.0.1", undefined, "10.0.0.1"],
  ["a single trusted address", "192.0.2.7", "203.0.113.5", "203.0.113.5"],
  ["its neighbour", "192.0.2.8", "203.0.113.5", "192.0.2.8"],
  ["a dual-stack socket", "::ffff:10.0.0.1", "203.0.113.5", "203.0.113.5"],
  ["IPv6", "2001:db8:1::5", "2001:db8:ffff::9", "2001:db8:ffff::9"],
  ["IPv6 in brackets with a port", "10.0.0.1", "[2001:db8:ffff::9]:443", "2001:db8:ffff::9"],
  ["IPv4 with a port", "10.0.0.1", "203.0.113.5:5121", "203.0.113.5"],
  ["a mapped entry", "10.0.0.1", "::ffff:203.0.113.5", "203.0.113.5"],
  ["rubbish", "10.0.0.1", "unknown", "10.0.0.1"],
  ["rubbish behind a proxy", "10.0.0.1", "203.0.113.5, evil, 10.0.0.2", "10.0.0.2"],
  ["an empty entry", "10.0.0.1", "203.0.113.5,", "10.0.0.1"],
])("%s", (_, remote, forwarded, expected) => {
  expect(visitor(remote, forwarded)).toBe(expected);
});

test("nobody is believed by default", () => {
  expect(visitor("127.0.0.1", "203.0.113.5", [])).toBe("127.0.0.1");
});

test.each(["10.0.0.0/33", "10.0.0/8", "example.org", "::1/129", "10.0.0.1/", "10.0.0.1/x", "10.0.0.1/8/8"])(
  "refuses to start with %s",
  (cidr) => {
    expect(() => trustList([cidr])).toThrow(/TRUSTED_PROXIES/);
  },
);
