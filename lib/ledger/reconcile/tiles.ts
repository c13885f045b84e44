import { tilesAt } from "../log/tiles.ts";
import type { Findings } from "./findings.ts";
import type { Asked } from "./walk.ts";

export type MadeTile = { level: number; index: number; hashes: Buffer[] };

/** Tiles of hashes as they follow from the leaves, against those that are stored. */
export async function checkTiles(
  client: Asked,
  log: { id: number; origin: string },
  made: MadeTile[],
  findings: Findings,
): Promise<void> {
  const { rows } = await client.query<{ level: number; index: number; data: Buffer }>(
    `SELECT t.level, t.index::float8 AS index, t.data FROM "LogTile" t
       JOIN unnest($2::int[], $3::int8[]) AS w (level, index) ON t.level = w.level AND t.index = w.index
     WHERE t.log_id = $1`,
    [log.id, made.map(({ level }) => level), made.map(({ index }) => index)],
  );
  const stored = new Map(rows.map(({ level, index, data }) => [`${level}/${index}`, data]));
  for (const { level, index, hashes } of made) {
    const data = stored.get(`${level}/${index}`);
    const wrong = hashes.findIndex((hash, i) => !data || !hash.equals(data.subarray(32 * i, 32 * i + 32)));
    const short = (bytes: Buffer | undefined) => bytes?.toString("hex").slice(0, 16) || null;
    if (wrong >= 0)
      findings.add(
        "log",
        `hash ${wrong} of tile ${level}/${index} of ${log.origin}`,
        short(data?.subarray(32 * wrong, 32 * wrong + 32)),
        short(hashes[wrong]),
      );
  }
}

/** As many tiles and hashes on each level as a tree of that size has, and none besides. */
export async function checkTileCounts(
  client: Asked,
  log: { id: number; origin: string },
  size: number,
  findings: Findings,
): Promise<void> {
  const { rows } = await client.query<{ level: number; width: number }>(
    `SELECT level, sum(width)::float8 AS width FROM "LogTile" WHERE log_id = $1 GROUP BY level`,
    [log.id],
  );
  const widths = new Map(rows.map(({ level, width }) => [level, width]));
  for (let level = -1; level <= 7; level++) {
    const should = tilesAt(size, level).reduce((sum, { width }) => sum + width, 0);
    const is = widths.get(level) ?? 0;
    if (is !== should) findings.add("log", `width of level ${level} of ${log.origin}`, is, should);
  }
}
