import { randomInt } from "node:crypto";
import type { LoggedEntry } from "./entries.ts";
import { applyLeaf, type Figures } from "./figures.ts";
import { append, leafHash } from "./merkle.ts";
import { ENTRIES, packEntries, TILE_WIDTH } from "./tiles.ts";
import { partialTiles, type Tail, type Tile } from "./tree-store.ts";

/**
 * Appends entries to the tail of a tree and adds them to the figures, both in place. Answers the tiles that have become
 * full or have grown.
 */
export function extend(tail: Tail, figures: Figures, entries: LoggedEntry[]): Tile[] {
  const tiles: Tile[] = [];
  for (const { leaf, text } of entries) {
    const data = Buffer.from(text);
    applyLeaf(figures, leaf);
    append(tail.edge, leafHash(data), (level, index, hashes) => {
      tiles.push({ level, index, width: TILE_WIDTH, data: Buffer.concat(hashes) });
    });
    tail.entries.push(data);
    if (tail.entries.length < TILE_WIDTH) continue;
    const index = tail.edge.size / TILE_WIDTH - 1;
    tiles.push({ level: ENTRIES, index, width: TILE_WIDTH, data: packEntries(tail.entries) });
    tail.entries = [];
  }
  return [...tiles, ...partialTiles(tail)];
}

/** Puts a batch into an order that tells nothing of when its entries came (Fisher and Yates, with the system's randomness). */
export function shuffle<T>(batch: T[]): T[] {
  for (let i = batch.length - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [batch[i], batch[j]] = [batch[j] as T, batch[i] as T];
  }
  return batch;
}
