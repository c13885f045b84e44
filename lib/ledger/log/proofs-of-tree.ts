import { nodeHash } from "./merkle.ts";
import { TILE_WIDTH } from "./tiles.ts";

/** The hash over hashes `from` to `to` (exclusive) of a level of tiles: a power of two of them, all in one tile. */
export type ReadSubtree = (level: number, from: number, to: number) => Promise<Buffer>;

/** The audit path of a leaf in a tree of `size` (RFC 6962 §2.1.1), from the leaf's sibling up. */
export async function inclusionPath(read: ReadSubtree, index: number, size: number): Promise<Buffer[]> {
  return path(read, index, 0, size);
}

/** The consistency proof from a tree of `from` leaves to one of `to` (RFC 6962 §2.1.2). Empty from 0 and to itself. */
export async function consistencyPath(read: ReadSubtree, from: number, to: number): Promise<Buffer[]> {
  return from === 0 || from === to ? [] : grown(read, from, 0, to, true);
}

/** The root of the tree over the first `size` leaves, at least one. */
export function rootAt(read: ReadSubtree, size: number): Promise<Buffer> {
  return range(read, 0, size);
}

async function path(read: ReadSubtree, index: number, from: number, to: number): Promise<Buffer[]> {
  if (to - from === 1) return [];
  const middle = from + split(to - from);
  return index < middle
    ? [...(await path(read, index, from, middle)), await range(read, middle, to)]
    : [...(await path(read, index, middle, to)), await range(read, from, middle)];
}

/** SUBPROOF of the RFC: `isWhole` while the old tree is still a subtree that its owner knows the hash of. */
async function grown(
  read: ReadSubtree,
  old: number,
  from: number,
  to: number,
  isWhole: boolean,
): Promise<Buffer[]> {
  if (old === to) return isWhole ? [] : [await range(read, from, to)];
  const middle = from + split(to - from);
  return old <= middle
    ? [...(await grown(read, old, from, middle, isWhole)), await range(read, middle, to)]
    : [...(await grown(read, old, middle, to, false)), await range(read, from, middle)];
}

/** The hash over leaves `from` to `to`, read from the highest tile that has it. */
async function range(read: ReadSubtree, from: number, to: number): Promise<Buffer> {
  const width = to - from;
  if (!isPowerOfTwo(width)) {
    const middle = from + split(width);
    return nodeHash(await range(read, from, middle), await range(read, middle, to));
  }
  let unit = 1;
  let level = 0;
  while (unit * TILE_WIDTH <= width) {
    unit *= TILE_WIDTH;
    level += 1;
  }
  return read(level, from / unit, to / unit);
}

/** The largest power of two below `n`. */
function split(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

function isPowerOfTwo(n: number): boolean {
  return split(n) * 2 === n || n === 1;
}
