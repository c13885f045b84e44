import { expect, test } from "vitest";
import { mayAsk } from "#lib/organizers/ask-limit.ts";
import { AT_ONCE, isFull, ONE_MORE_AFTER, takeOne } from "#lib/organizers/ask-limit-rules.ts";

test.each([
  ["who never asked has all of it", undefined, 0, true, AT_ONCE - 1],
  ["one is taken", { left: 5, at: 0 }, 0, true, 4],
  ["the last one too", { left: 1, at: 0 }, 0, true, 0],
  ["then no more", { left: 0, at: 0 }, 0, false, 0],
  ["not before a whole one is there", { left: 0, at: 0 }, ONE_MORE_AFTER / 2, false, 0.5],
  ["time brings one back", { left: 0.5, at: 0 }, ONE_MORE_AFTER / 2, true, 0],
  ["but never more than all", { left: AT_ONCE, at: 0 }, 100 * ONE_MORE_AFTER, true, AT_ONCE - 1],
  ["a clock set back takes nothing away", { left: 2, at: ONE_MORE_AFTER }, 0, true, 1],
])("%s", (_, share, now, ok, left) => {
  expect(takeOne(share, now)).toEqual({ ok, share: { left, at: now } });
});

test("Whose share is whole again need not be remembered", () => {
  expect(isFull({ left: AT_ONCE - 1, at: 0 }, ONE_MORE_AFTER - 1)).toBe(false);
  expect(isFull({ left: AT_ONCE - 1, at: 0 }, ONE_MORE_AFTER)).toBe(true);
});

test("A network shares its limit, another has its own, and the house has none", () => {
  const now = new Date(1_800_000_000_000);
  const asks = (visitor: string | null, times: number) =>
    Array.from({ length: times }, () => mayAsk(visitor, now)).filter(Boolean).length;
  expect(asks("198.51.100.7", AT_ONCE + 5)).toBe(AT_ONCE);
  expect(asks("198.51.100.200", 1)).toBe(0);
  expect(asks("::ffff:198.51.100.9", 1)).toBe(0);
  expect(asks("198.51.101.7", 1)).toBe(1);
  expect(asks("2001:db8:1:1::5", AT_ONCE + 5)).toBe(AT_ONCE);
  expect(asks("2001:db8:1:1:ffff::1", 1)).toBe(0);
  expect(asks("2001:db8:1:2::5", 1)).toBe(1);
  for (const near of [
    "127.0.0.1",
    "10.1.2.3",
    "172.20.0.1",
    "192.168.1.1",
    "::1",
    "fd00::1",
    null,
    "unknown",
  ])
    expect(asks(near, AT_ONCE + 5)).toBe(AT_ONCE + 5);
});

test("However many networks ask, only so many are remembered", () => {
  const now = new Date(1_800_000_100_000);
  for (let n = 0; n < 10_050; n++) mayAsk(`11.${n >> 8}.${n & 255}.1`, now);
  // The oldest was forgotten, and has all of its share again.
  const left = Array.from({ length: AT_ONCE + 1 }, () => mayAsk("11.0.0.1", now)).filter(Boolean).length;
  expect(left).toBe(AT_ONCE);
});
