import { expect, it } from "vitest";
import { ipPrefix } from "#lib/pledges/ip-prefix.ts";

it.each([
  ["203.0.113.77", "203.0.113.0/24"],
  ["::ffff:203.0.113.77", "203.0.113.0/24"],
  ["2001:db8:1234:5678:9abc::1", "2001:db8:1234::/48"],
  ["2001:0DB8::1", "2001:db8:0::/48"],
  ["fe80::1%eth0", "fe80:0:0::/48"],
  ["::1", "0:0:0::/48"],
  ["not an address", null],
  ["", null],
  [null, null],
])("keeps of %s only %s", (address, prefix) => {
  expect(ipPrefix(address)).toBe(prefix);
});
