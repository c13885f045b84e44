import { expect, it } from "vitest";
import { masked } from "#lib/pledges/memories.ts";

it.each([
  ["john@example.org", "j…n@…"],
  ["j@example.org", "j…@…"],
  ["josé@example.org", "j…é@…"],
])("shows %s as %s", (address, shown) => {
  expect(masked(address)).toBe(shown);
});
