import { describe, expect, it } from "vitest";
import { applyLeaf, differences, type Figures, NO_FIGURES } from "#lib/ledger/log/figures.ts";
import { type LeafSource, leafOf, leafPlace, type Standing } from "#lib/ledger/log/leaf.ts";
import { formatLeaf, parseLeaf } from "#lib/ledger/log/leaf-data.ts";

const commitment = Buffer.alloc(32, 255);
const C = commitment.toString("base64url");
const entry = (kind: string, fields: Partial<LeafSource> = {}): LeafSource => ({
  kind,
  edition: "sample/2026",
  stance: "man",
  evidence: "email",
  country: "US",
  region: "US-WI",
  amount: 1,
  commitment,
  ...fields,
});
const standing = (fields: Partial<Standing> = {}): Standing => entry("verified", fields);
const reported = { evidence: "reported", country: "ZZ", region: null };

/** An entry, the one before it, and what the log says of it. */
const LEAVES: [string, LeafSource, Standing | null, string][] = [
  [
    "a man who has confirmed",
    entry("verified"),
    null,
    `{"v":1,"kind":"verified","edition":"sample/2026","stance":"man","evidence":"email","place":"US-WI","commitment":"${C}"}`,
  ],
  [
    "one who came again, from a large country",
    entry("renewed", { country: "KE", region: null }),
    null,
    `{"v":1,"kind":"renewed","edition":"sample/2026","stance":"man","evidence":"email","place":"KE","commitment":"${C}"}`,
  ],
  [
    "a supporter who withdrew: where she stood needs no saying again",
    entry("withdrawn", { stance: "supporter", region: "US-GU" }),
    standing({ stance: "supporter", region: "US-GU" }),
    `{"v":1,"kind":"withdrawn","edition":"sample/2026","stance":"supporter","evidence":"email","place":"US-other","commitment":"${C}"}`,
  ],
  [
    "one who was moved to another place and evidence",
    entry("reclassified", { evidence: "witnessed", country: "CA", region: "CA-ON" }),
    standing(),
    `{"v":1,"kind":"reclassified","edition":"sample/2026","stance":"man","evidence":"witnessed","place":"CA-ON","was":{"stance":"man","evidence":"email","place":"US-WI"},"commitment":"${C}"}`,
  ],
  [
    "a figure that was reported",
    entry("reported", { ...reported, amount: 40_000 }),
    null,
    `{"v":1,"kind":"reported","edition":"sample/2026","stance":"man","evidence":"reported","amount":40000,"commitment":"${C}"}`,
  ],
  [
    "one that takes its place",
    entry("reported", { ...reported, amount: 30_000 }),
    standing({ ...reported, amount: 40_000 }),
    `{"v":1,"kind":"reported","edition":"sample/2026","stance":"man","evidence":"reported","amount":30000,"was":{"stance":"man","evidence":"reported","amount":40000},"commitment":"${C}"}`,
  ],
];

describe("a leaf", () => {
  it.each(LEAVES)("of %s", (_, source, prior, text) => {
    const leaf = leafOf(source, prior);
    expect(formatLeaf(leaf)).toBe(text);
    expect(parseLeaf(text)).toEqual(JSON.parse(text));
  });

  it.each([
    ["US", "US-WI", "US-WI"],
    ["US", "US-PR", "US-PR"],
    ["US", "US-AE", "US-AE"],
    ["US", "US-AS", "US-other"],
    ["US", "US-GU", "US-other"],
    ["US", "US-MP", "US-other"],
    ["US", "US-VI", "US-other"],
    ["US", null, "US"],
    ["CA", "CA-NU", "CA-NU"],
    ["KE", null, "KE"],
    ["LI", null, "other"],
    ["FM", null, "other"],
    ["XX", null, "other"],
  ])("names the place %s %s as %s", (country, region, place) => {
    expect(leafPlace(country, region)).toBe(place);
  });

  const text = formatLeaf(leafOf(entry("verified"), null));
  it.each([
    ["white space", text.replace(",", ", ")],
    ["another order", text.replace('"v":1,"kind":"verified"', '"kind":"verified","v":1')],
    ["another version", text.replace('"v":1', '"v":2')],
    ["an unknown kind", text.replace("verified", "counted")],
    ["a key more", text.replace("}", ',"name":"John"}')],
    ["a county", text.replace("US-WI", "55079")],
    ["no place", text.replace('"place":"US-WI",', "")],
    ["an amount", text.replace('"commitment"', '"amount":5,"commitment"')],
    ["a short commitment", text.replace(C, C.slice(1))],
    ["an edition without year", text.replace("sample/2026", "sample")],
    ["another stance", text.replace('"man"', '"boy"')],
    ["a man who was reported", text.replace('"email"', '"reported"')],
    ["a reclassified one that was nothing", text.replace("verified", "reclassified")],
    ["a list", "[]"],
    ["null", "null"],
    ["no JSON", "{"],
  ])("is refused with %s", (_, broken) => {
    expect(broken).not.toBe(text);
    expect(parseLeaf(broken)).toBeNull();
  });
});

describe("figures", () => {
  const fold = (sources: [LeafSource, Standing | null][]) => {
    const figures: Figures = {};
    for (const [source, prior] of sources) applyLeaf(figures, leafOf(source, prior));
    return figures;
  };

  it("are the fold of the leaves, in whatever order", () => {
    const sources: [LeafSource, Standing | null][] = [
      [entry("verified"), null],
      [entry("verified"), null],
      [entry("verified", { region: "US-GU" }), null],
      [entry("renewed", { country: "LI", region: null }), null],
      [entry("verified", { stance: "supporter" }), null],
      [entry("verified", { evidence: "paper" }), null],
      [entry("withdrawn"), standing()],
      [entry("reinstated"), standing()],
      [entry("invalidated"), standing()],
      [entry("reclassified", { region: "US-IL" }), standing()],
      [entry("reported", { ...reported, edition: "sample/2019", amount: 40_000 }), null],
      [
        entry("reported", { ...reported, edition: "sample/2019", amount: 30_000 }),
        standing({ ...reported, amount: 40_000 }),
      ],
    ];
    const expected = {
      "sample/2026": {
        verified: 3,
        supporters: 1,
        by_evidence: { email: 3, paper: 1 },
        places: { "US-IL": 1, "US-other": 1, other: 1 },
      },
      "sample/2019": { verified: 0, supporters: 0, by_evidence: { reported: 30_000 }, places: {} },
    };
    expect(fold(sources)).toEqual(expected);
    expect(fold(sources.toReversed())).toEqual(expected);
  });

  it("name where they differ", () => {
    const a = { verified: 2, supporters: 1, by_evidence: { email: 2 }, places: { "US-WI": 2 } };
    expect(differences(a, a)).toEqual([]);
    expect(differences(a, { ...a, verified: 3, places: { "US-IL": 2 } })).toEqual([
      { what: "verified", is: 2, should: 3 },
      { what: "places US-WI", is: 2, should: 0 },
      { what: "places US-IL", is: 0, should: 2 },
    ]);
    expect(differences(NO_FIGURES, NO_FIGURES)).toEqual([]);
  });
});
