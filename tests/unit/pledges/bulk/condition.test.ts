import { describe, expect, it } from "vitest";
import { CONDITION_FIELDS, readCondition, writeCondition } from "#lib/pledges/bulk/condition.ts";
import { whereOf } from "#lib/pledges/bulk/where.ts";

const ZONE = "America/Chicago";
const read = (typed: Record<string, string>) => readCondition((name) => typed[name], ZONE);

describe("a condition is read", () => {
  it.each([
    [{ domain: "Example.ORG " }, { domain: "example.org" }],
    [{ domain: "@example.org" }, { domain: "example.org" }],
    [{ domain: "anybody@example.org" }, { domain: "example.org" }],
    [{ domain: "bücher.example" }, { domain: "xn--bcher-kva.example" }],
    [{ domain: "*.Example.org" }, { domain: "*.example.org" }],
    [{ prefix: "203.0.113.77" }, { prefix: "203.0.113.0/24" }],
    [{ prefix: "203.0.113.0/24" }, { prefix: "203.0.113.0/24" }],
    [{ prefix: "2001:db8:1:2::3" }, { prefix: "2001:db8:1::/48" }],
    [{ place: "us-wi" }, { place: "US-WI" }],
    [
      { place: "55079", stance: "man", state: "waiting" },
      { place: "55079", stance: "man", state: "waiting" },
    ],
    [{ from: "2026-11-21T08:00" }, { from: "2026-11-21T14:00:00.000Z" }],
    // A day is meant from its first moment to its last.
    [
      { from: "2026-11-21", until: "2026-11-21" },
      { from: "2026-11-21T06:00:00.000Z", until: "2026-11-22T06:00:00.000Z" },
    ],
    [
      { share: "aB-_9", lang: "", evidence: "email" },
      { share: "aB-_9", evidence: "email" },
    ],
    [
      { team: "first-baptist", minor: "yes", lang: "es" },
      { team: "first-baptist", minor: "yes", lang: "es" },
    ],
    [{ import: "01980000-0000-7000-8000-000000000000" }, { import: "01980000-0000-7000-8000-000000000000" }],
  ])("%j", (typed, condition) => {
    expect(read(typed as Record<string, string>)).toEqual({ ok: true, condition });
  });

  it.each([
    [{ domain: "example" }, ["domain"]],
    [{ domain: "*" }, ["domain"]],
    [{ domain: "*.c*" }, ["domain"]],
    [{ domain: "x%.com*" }, ["domain"]],
    [{ prefix: "203.0.113.0/8" }, ["prefix"]],
    [{ prefix: "everybody" }, ["prefix"]],
    [{ place: "Wisconsin" }, ["place"]],
    [{ from: "2026-02-30" }, ["from"]],
    [{ from: "2026-11-21T08:00", until: "2026-11-21T08:00" }, ["until"]],
    [{ team: "a b" }, ["team"]],
    [{ import: "7" }, ["import"]],
    [{ domain: "example.org", stance: "woman" }, ["stance"]],
    [{ domain: "example.org", state: "invalidated" }, ["state"]],
    // What meets nearly everybody is nothing to invalidate by.
    [{}, []],
    [{ stance: "man", state: "counted", lang: "en", minor: "no", evidence: "email" }, []],
    [{ until: "2026-11-21" }, []],
  ])("or refused: %j", (typed, wrong) => {
    const answer = read(typed as Record<string, string>);
    expect(answer.ok).toBe(false);
    expect(!answer.ok && answer.wrong).toEqual(wrong);
  });

  it("and written back as it was typed", () => {
    const typed = { domain: "example.org", from: "2026-11-21T08:00", until: "2026-11-21T09:30" };
    const answer = read(typed);
    expect(answer.ok && writeCondition(answer.condition, ZONE)).toEqual(typed);
  });
});

describe("in SQL", () => {
  const everything = {
    domain: "a_b*.example",
    prefix: "203.0.113.0/24",
    from: "2026-11-21T14:00:00.000Z",
    until: "2026-11-22T14:00:00.000Z",
    place: "55079",
    stance: "man",
    state: "counted",
    evidence: "email",
    team: "t",
    event: "e",
    share: "s",
    import: "01980000-0000-7000-8000-000000000000",
    lang: "en",
    minor: "no",
  } as const;

  it("each part says something, and no value stands in the text", () => {
    expect(Object.keys(everything).sort()).toEqual([...CONDITION_FIELDS].sort());
    const all = whereOf("edition", everything);
    for (const field of CONDITION_FIELDS) {
      const { [field]: _, ...rest } = everything;
      expect(whereOf("edition", rest).text, field).not.toBe(all.text);
    }
    for (const value of ["203.0.113.0/24", "a_b", "2026", "55079"]) expect(all.text).not.toContain(value);
    expect(all.text.match(/\$\d+/g)?.length).toBe(all.values.length);
  });

  it("only the star means anything in a pattern", () => {
    expect(whereOf("edition", { domain: "a_b*.example" }).values).toContain("a\\_b%.example");
  });

  it("never means what was invalidated already", () => {
    expect(whereOf("edition", {}).text).toContain("p.invalidated_at IS NULL");
  });
});
