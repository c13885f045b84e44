import { expect, it } from "vitest";
import { networkOf } from "#lib/networks.ts";

it.each([
  ["203.0.113.77", "203.0.113.77/32"],
  ["::ffff:203.0.113.77", "203.0.113.77/32"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["nobody", null],
  [null, null],
])("%s is one visitor with %s", (address, network) => {
  expect(networkOf(address, 32, 64)).toBe(network);
});
