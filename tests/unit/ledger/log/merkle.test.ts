import { describe, expect, it } from "vitest";
import { append, EMPTY_ROOT, emptyEdge, leafHash, nodeHash, rootOf } from "#lib/ledger/log/merkle.ts";
import { consistencyPath, inclusionPath, type ReadSubtree, rootAt } from "#lib/ledger/log/proofs-of-tree.ts";
import { isConsistent, isIncluded } from "#lib/ledger/log/verify-paths.ts";

/** The tree of Certificate Transparency's reference implementation: its eight leaves and their roots. */
const LEAVES = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
].map((hex) => leafHash(Buffer.from(hex, "hex")));
const ROOTS = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
const hex = (hashes: Buffer[]) => hashes.map((hash) => hash.toString("hex"));

/** Reads a tree's tiles from its leaves' hashes, as slowly and plainly as RFC 6962 defines them. */
function reader(leaves: Buffer[]): ReadSubtree {
  const tile = tiles(leaves);
  const known = new Map<string, Buffer>();
  return async (level, from, to) => {
    const key = `${level} ${from} ${to}`;
    const found = known.get(key) ?? definedRoot(tile(level, from, to));
    known.set(key, found);
    return found;
  };
}

function tiles(leaves: Buffer[]) {
  const levels = [leaves];
  return (level: number, from: number, to: number) => {
    while (levels.length <= level) {
      const below = levels.at(-1) as Buffer[];
      const full = Array.from({ length: Math.floor(below.length / 256) }, (_, i) =>
        definedRoot(below.slice(256 * i, 256 * i + 256)),
      );
      levels.push(full);
    }
    const hashes = (levels[level] as Buffer[]).slice(from, to);
    expect(hashes).toHaveLength(to - from);
    expect(Math.floor(from / 256)).toBe(Math.floor((to - 1) / 256));
    return hashes;
  };
}

/** MTH of RFC 6962 §2.1, by its own words. */
function definedRoot(leaves: Buffer[]): Buffer {
  if (leaves.length === 0) return EMPTY_ROOT;
  if (leaves.length === 1) return leaves[0] as Buffer;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(definedRoot(leaves.slice(0, k)), definedRoot(leaves.slice(k)));
}

const many = Array.from({ length: 300 }, (_, i) => leafHash(Buffer.from(`leaf ${i}`)));
const rootsOfMany = [EMPTY_ROOT, ...many.map((_, i) => definedRoot(many.slice(0, i + 1)))];

describe("the tree", () => {
  it("has the roots of the reference vectors", () => {
    expect(EMPTY_ROOT.toString("hex")).toBe(
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    );
    const edge = emptyEdge();
    const roots = LEAVES.map((leaf) => {
      append(edge, leaf);
      return rootOf(edge);
    });
    expect(hex(roots)).toEqual(ROOTS);
  });

  it("gives the proofs of the reference vectors", async () => {
    const read = reader(LEAVES);
    expect(hex(await inclusionPath(read, 0, 8))).toEqual([
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]);
    expect(hex(await inclusionPath(read, 5, 8))).toEqual([
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]);
    expect(hex(await consistencyPath(read, 6, 8))).toEqual([
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]);
  });

  it("fills tiles whose hashes are those of the definition", async () => {
    const edge = emptyEdge();
    const full: string[] = [];
    const leaves = Array.from({ length: 66_000 }, (_, i) => leafHash(Buffer.from(String(i))));
    const tile = tiles(leaves);
    const filled: [number, number, Buffer[]][] = [];
    for (const leaf of leaves) append(edge, leaf, (...found) => filled.push(found));
    for (const [level, index, hashes] of filled) {
      full.push(`${level}/${index}`);
      if (!hashes.every((hash, i) => hash.equals(tile(level, 256 * index, 256 * index + 256)[i] as Buffer)))
        expect.fail(`tile ${level}/${index}`);
    }
    expect(full.filter((name) => name.startsWith("0/"))).toHaveLength(257);
    expect(full.filter((name) => !name.startsWith("0/"))).toEqual(["1/0"]);
    expect(edge.levels.map((hashes) => hashes.length)).toEqual([66_000 % 256, 1, 1]);
    expect(rootOf(edge)).toEqual(await rootAt(reader(leaves), 66_000));
  });
});

describe("proofs", () => {
  it("show every leaf in every tree of up to 300, and no other leaf", async () => {
    const read = reader(many);
    for (let size = 1; size <= 300; size++) {
      const root = rootsOfMany[size] as Buffer;
      for (let index = 0; index < size; index++) {
        const path = await inclusionPath(read, index, size);
        const leaf = many[index] as Buffer;
        if (!isIncluded(index, size, leaf, path, root)) expect.fail(`leaf ${index} of ${size}`);
        const wrong = [
          isIncluded(index, size, many[(index + 1) % 300] as Buffer, path, root),
          isIncluded((index + 1) % size, size, leaf, path, root) && size > 1,
          isIncluded(index, size, leaf, path.slice(1), root) && path.length > 0,
          isIncluded(index, size, leaf, [...path, leaf], root),
        ];
        if (wrong.includes(true)) expect.fail(`leaf ${index} of ${size}: ${wrong}`);
      }
    }
  }, 60_000);

  it("show that every tree of up to 300 begins with every smaller one, and with no other", async () => {
    const read = reader(many);
    for (let to = 1; to <= 300; to++) {
      for (let from = 0; from <= to; from++) {
        const path = await consistencyPath(read, from, to);
        const [old, root] = [rootsOfMany[from] as Buffer, rootsOfMany[to] as Buffer];
        if (!isConsistent(from, to, old, root, path)) expect.fail(`${from} to ${to}`);
        // From the empty tree every proof is empty, and says nothing of the larger one.
        if (from === 0) continue;
        const other = rootsOfMany[from === 7 ? 8 : 7] as Buffer;
        const wrong = [
          isConsistent(from, to, other, root, path),
          isConsistent(from, to, old, other, path) && to !== 7 && to !== 8,
          isConsistent(from, to, old, root, [...path, root]),
          path.length > 0 && isConsistent(from, to, old, root, path.slice(1)),
        ];
        if (wrong.includes(true)) expect.fail(`${from} to ${to}: ${wrong}`);
      }
    }
  }, 60_000);

  it("never show a leaf or a tree that is not there", () => {
    const [leaf, root] = [many[0] as Buffer, rootsOfMany[1] as Buffer];
    expect(isIncluded(-1, 1, leaf, [], root)).toBe(false);
    expect(isIncluded(1, 1, leaf, [], root)).toBe(false);
    expect(isIncluded(0, 0, leaf, [], root)).toBe(false);
    expect(isIncluded(0.5, 1, leaf, [], root)).toBe(false);
    expect(isConsistent(2, 1, root, root, [])).toBe(false);
  });
});
