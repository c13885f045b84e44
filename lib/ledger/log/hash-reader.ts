import { subtree } from "./merkle.ts";
import type { ReadSubtree } from "./proofs-of-tree.ts";
import { tileOf } from "./queries.ts";
import { TILE_WIDTH, widthAt } from "./tiles.ts";

/** Reads the hashes of a stored tree, each tile once. Rejects where a tile is missing. */
export function hashReader(head: { logId: number; size: number }): ReadSubtree {
  const tiles = new Map<string, Promise<Buffer | null>>();
  return async (level, from, to) => {
    const index = Math.floor(from / TILE_WIDTH);
    const key = `${level}/${index}`;
    const reading = tiles.get(key) ?? tileOf(head, level, index, widthAt(head.size, level, index));
    tiles.set(key, reading);
    const data = await reading;
    if (!data) throw new Error(`the log has no tile ${key}`);
    const hashes = Array.from({ length: to - from }, (_, i) => {
      const at = 32 * (from - index * TILE_WIDTH + i);
      return data.subarray(at, at + 32);
    });
    return subtree(hashes);
  };
}
