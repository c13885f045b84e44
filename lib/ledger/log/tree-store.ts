import type pg from "pg";
import { type Edge, emptyEdge, leafHash } from "./merkle.ts";
import { ENTRIES, packEntries, TILE_WIDTH, type TileAddress, unpackEntries, widthAt } from "./tiles.ts";

type Client = Pick<pg.ClientBase, "query">;
export type Tile = TileAddress & { data: Buffer };

/** What appending to a stored tree needs: the right edge of its hashes, and the leaves of the last bundle. */
export type Tail = { edge: Edge; entries: Buffer[] };

/** Reads the tail of a stored tree. Throws when tiles are missing. */
export async function readTail(client: Client, logId: number, size: number): Promise<Tail> {
  const edge = emptyEdge();
  edge.size = size;
  for (let level = 0, hashes = size; hashes > 0; level++, hashes = Math.floor(hashes / TILE_WIDTH)) {
    const data = await readLast(client, logId, level, size);
    edge.levels[level] = Array.from({ length: data.length / 32 }, (_, i) =>
      data.subarray(32 * i, 32 * i + 32),
    );
  }
  return { edge, entries: unpackEntries(await readLast(client, logId, ENTRIES, size)) ?? [] };
}

/** Whether the leaves of the last bundle are those whose hashes stand in the tree. */
export function isWhole({ edge, entries }: Tail): boolean {
  const hashes = edge.levels[0] ?? [];
  return entries.length === hashes.length && entries.every((leaf, i) => hashes[i]?.equals(leafHash(leaf)));
}

/** The tile of a level that is not full yet; nothing where the last one is. */
async function readLast(client: Client, logId: number, level: number, size: number): Promise<Buffer> {
  const index = Math.floor(Math.floor(size / TILE_WIDTH ** Math.max(level, 0)) / TILE_WIDTH);
  if (widthAt(size, level, index) === 0) return Buffer.alloc(0);
  const { rows } = await client.query<{ data: Buffer }>(
    `SELECT data FROM "LogTile" WHERE log_id = $1 AND level = $2 AND index = $3`,
    [logId, level, index],
  );
  if (!rows[0]) throw new Error(`the log has no tile ${level}/${index}`);
  return rows[0].data;
}

/** The tiles that are not full, as they are to be stored. */
export function partialTiles({ edge, entries }: Tail): Tile[] {
  const { size, levels } = edge;
  const tiles = levels.map((hashes, level) => toTile(size, level, Buffer.concat(hashes)));
  return [...tiles, toTile(size, ENTRIES, packEntries(entries))].filter(({ width }) => width > 0);
}

function toTile(size: number, level: number, data: Buffer): Tile {
  const index = Math.floor(Math.floor(size / TILE_WIDTH ** Math.max(level, 0)) / TILE_WIDTH);
  return { level, index, width: widthAt(size, level, index), data };
}

/** Stores tiles; those that are there already grow. */
export async function writeTiles(client: Client, logId: number, tiles: Tile[]): Promise<void> {
  for (const { level, index, width, data } of tiles)
    await client.query({
      name: "write_log_tile",
      text: `INSERT INTO "LogTile" (log_id, level, index, width, data) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (log_id, level, index) DO UPDATE SET width = excluded.width, data = excluded.data`,
      values: [logId, level, index, width, data],
    });
}

/** Notes which entry stands where, from `first` on. */
export async function writeLeaves(
  client: Client,
  logId: number,
  first: number,
  entryIds: string[],
): Promise<void> {
  await client.query(
    `INSERT INTO "LogLeaf" (log_id, index, entry_id)
       SELECT $1, $2::bigint + n - 1, id FROM unnest($3::uuid[]) WITH ORDINALITY AS t (id, n)`,
    [logId, first, entryIds],
  );
}
