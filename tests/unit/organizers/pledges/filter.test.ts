import { describe, expect, test } from "vitest";
import { listAddress, readListAddress } from "#lib/organizers/pledges/addresses.ts";
import { readPledgeFilter } from "#lib/organizers/pledges/filter.ts";

describe("a filter in an address", () => {
  test.each([
    [{ state: "held" }, { state: "held" }, []],
    [{ state: "stolen" }, {}, ["state"]],
    [{ place: "us-wi" }, { place: "US-WI" }, []],
    [{ place: "55079" }, { place: "55079" }, []],
    [{ place: "US-XX" }, {}, ["place"]],
    [{ domain: "@Example.ORG" }, { domain: "example.org" }, []],
    [{ domain: "'; DROP TABLE" }, {}, ["domain"]],
    [{ prefix: "203.0.113.77" }, { prefix: "203.0.113.0/24" }, []],
    [{ prefix: "2001:db8:9::1/64" }, { prefix: "2001:db8:9::/48" }, []],
    [{ prefix: "999.1.1.1" }, {}, ["prefix"]],
    [{ team: "grace-church" }, { team: "grace-church" }, []],
    [{ event: "a b" }, {}, ["event"]],
    [{ from: "2026-11-21", until: "2026-02-30" }, { from: "2026-11-21" }, ["until"]],
    [
      { import: "0198f3a2-7b1c-7d3e-8f4a-112233445566" },
      { import: "0198f3a2-7b1c-7d3e-8f4a-112233445566" },
      [],
    ],
    [{ import: "1" }, {}, ["import"]],
    [
      { evidence: "paper", stance: "supporter", display: "taken_off" },
      { evidence: "paper", stance: "supporter", display: "taken_off" },
      [],
    ],
    [{ evidence: "reported", stance: "woman", display: "" }, {}, ["evidence", "stance"]],
    [{ state: ["counted", "held"] }, { state: "counted" }, []],
    [{ constructor: "x", find: "y" }, {}, []],
  ])("%j", (typed, filter, wrong) => {
    expect(readPledgeFilter(typed)).toEqual({ filter, wrong });
  });
});

test("an address of the list comes back as it was written", () => {
  const asked = {
    campaign: "sample",
    year: "2026",
    filter: { state: "waiting", domain: "example.org" },
    find: "c2VhbGVk",
    after: { id: "0198f3a2-7b1c-7d3e-8f4a-112233445566", at: 1_763_700_000_123 },
  } as const;
  const written = new URL(listAddress(asked), "http://localhost");
  expect(written.pathname).toBe("/organize/pledges");
  expect(readListAddress(Object.fromEntries(written.searchParams))).toEqual({ ...asked, wrong: [] });
});

test.each(["", "1", "0198f3a2", "0198f3a2-7b1c-7d3e-8f4a-112233445566.x", "' OR true"])(
  "%j is no place to go on from",
  (after) => {
    expect(readListAddress({ after }).after).toBeNull();
  },
);
