import { hash } from "node:crypto";
import { TILE_WIDTH } from "./tiles.ts";

/** RFC 6962 §2.1 with SHA-256. */
const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

/** The root of the tree without leaves. */
export const EMPTY_ROOT = hash("sha256", "", "buffer");

export function leafHash(data: Uint8Array): Buffer {
  return hash("sha256", Buffer.concat([LEAF, data]), "buffer");
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return hash("sha256", Buffer.concat([NODE, left, right], 65), "buffer");
}

/**
 * The right edge of a tree: for each level of tiles the hashes of the tile that is not full yet (0 to 255). It is all that
 * appending needs.
 */
export type Edge = { size: number; levels: Buffer[][] };

export function emptyEdge(): Edge {
  return { size: 0, levels: [] };
}

/**
 * Appends a leaf's hash: one node hash on average. `onFull` gets each tile of hashes that this fills, the lowest level first.
 */
export function append(
  edge: Edge,
  leaf: Buffer,
  onFull: (level: number, index: number, hashes: Buffer[]) => void = () => {},
): void {
  edge.size += 1;
  let carried = leaf;
  for (let level = 0; ; level++) {
    edge.levels[level] ??= [];
    const hashes = edge.levels[level] as Buffer[];
    hashes.push(carried);
    if (hashes.length < TILE_WIDTH) return;
    onFull(level, edge.size / TILE_WIDTH ** (level + 1) - 1, hashes);
    edge.levels[level] = [];
    carried = subtree(hashes);
  }
}

/** The root of the tree that an edge belongs to. */
export function rootOf(edge: Edge): Buffer {
  let root: Buffer | null = null;
  // From the smallest subtree at the right to the largest at the left.
  for (const hashes of edge.levels)
    for (const peak of peaks(hashes).reverse()) root = root ? nodeHash(peak, root) : peak;
  return root ?? EMPTY_ROOT;
}

/** The hash over a power of two of hashes. */
export function subtree(hashes: Buffer[]): Buffer {
  let row = hashes;
  while (row.length > 1) {
    const above: Buffer[] = [];
    for (let i = 0; i < row.length; i += 2) above.push(nodeHash(row[i] as Buffer, row[i + 1] as Buffer));
    row = above;
  }
  return row[0] as Buffer;
}

/** The full subtrees over the hashes of a tile, the largest first. */
function peaks(hashes: Buffer[]): Buffer[] {
  const found: Buffer[] = [];
  for (let width = TILE_WIDTH / 2, at = 0; width >= 1; width /= 2) {
    if (hashes.length - at < width) continue;
    found.push(subtree(hashes.slice(at, at + width)));
    at += width;
  }
  return found;
}
