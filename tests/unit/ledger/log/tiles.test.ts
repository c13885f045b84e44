import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ENTRIES,
  packEntries,
  parseTilePath,
  tilePath,
  tilesAt,
  unpackEntries,
  widthAt,
} from "#lib/ledger/log/tiles.ts";

describe("a tile's address", () => {
  it.each([
    ["0/000", { level: 0, index: 0, width: 256 }],
    ["0/x001/x234/067", { level: 0, index: 1_234_067, width: 256 }],
    ["1/x001/000.p/5", { level: 1, index: 1_000, width: 5 }],
    ["63/999.p/255", { level: 63, index: 999, width: 255 }],
    ["entries/x001/234", { level: ENTRIES, index: 1_234, width: 256 }],
    ["entries/000.p/1", { level: ENTRIES, index: 0, width: 1 }],
  ])("%s is read and written", (path, address) => {
    expect(parseTilePath(path)).toEqual(address);
    expect(tilePath(address)).toBe(path);
  });

  it.each([
    "",
    "0",
    "0/",
    "0/0",
    "0/00",
    "0/0000",
    "0/x000/000",
    "0/x000/x001/000",
    "0/001/000",
    "0/x001",
    "0/x001/x000",
    "00/000",
    "01/000",
    "64/000",
    "-1/000",
    "data/000",
    "0/000.p/0",
    "0/000.p/05",
    "0/000.p/256",
    "0/000.p/1000",
    "0/000.p/",
    "0/000.p",
    "0/000/",
    "/0/000",
    "0/000.p/1/2",
    "0/000\n",
    "0/٠٠٠",
    "0/-01",
    `0/${"x999/".repeat(6)}999`,
    "entries/000.p/256",
    "ENTRIES/000",
  ])("%j is none", (path) => {
    expect(parseTilePath(path)).toBeNull();
  });

  it("is written in one way only", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: ENTRIES, max: 63 }),
        fc.nat({ max: 10 ** 12 }),
        fc.integer({ min: 1, max: 256 }),
        (level, index, width) => {
          expect(parseTilePath(tilePath({ level, index, width }))).toEqual({ level, index, width });
        },
      ),
    );
    fc.assert(
      fc.property(
        fc.stringMatching(/^(entries|\d{1,2})\/(x?\d{1,3}\/){0,3}\d{3}(\.p\/\d{1,3})?$/),
        (path) => {
          const address = parseTilePath(path);
          return address === null || tilePath(address) === path;
        },
      ),
    );
  });
});

describe("the tiles of a tree", () => {
  it("are those of the specification's example", () => {
    expect(tilesAt(70_000, 0)).toHaveLength(274);
    expect(tilesAt(70_000, 0).at(-1)).toEqual({ level: 0, index: 273, width: 112 });
    expect(tilesAt(70_000, 1).map(({ width }) => width)).toEqual([256, 17]);
    expect(tilesAt(70_000, 2).map(({ width }) => width)).toEqual([1]);
    expect(tilesAt(70_000, 3)).toEqual([]);
    expect(tilesAt(256, 0).map(({ width }) => width)).toEqual([256]);
    expect(tilesAt(256, 1).map(({ width }) => width)).toEqual([1]);
    expect(tilesAt(70_000, ENTRIES).at(-1)).toEqual({ level: ENTRIES, index: 273, width: 112 });
    expect(tilesAt(0, 0)).toEqual([]);
  });

  it("are as wide as the tree has grown", () => {
    expect([widthAt(255, 0, 0), widthAt(256, 0, 0), widthAt(256, 0, 1), widthAt(257, ENTRIES, 1)]).toEqual([
      255, 256, 0, 1,
    ]);
  });
});

describe("an entry bundle", () => {
  it("gives back what was packed", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 256 }), (entries) => {
        expect(unpackEntries(packEntries(entries))).toEqual(entries.map((entry) => Buffer.from(entry)));
      }),
    );
  });

  it("says the length with the high byte first", () => {
    expect(packEntries([Buffer.alloc(258, 1)]).subarray(0, 3)).toEqual(Buffer.from([1, 2, 1]));
  });

  it.each(["00", "0001", "000261", "00016100"])(
    "is refused when its lengths do not come out even (%s)",
    (hex) => {
      expect(unpackEntries(Buffer.from(hex, "hex"))).toBeNull();
    },
  );

  it("refuses a leaf whose length it cannot say", () => {
    expect(() => packEntries([Buffer.alloc(65_536)])).toThrow();
  });
});
