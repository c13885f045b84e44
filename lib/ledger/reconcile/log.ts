import { applyLeaf, type Figures } from "../log/figures.ts";
import { headTrouble } from "../log/head-check.ts";
import type { KeptHead } from "../log/head-file.ts";
import { parseLeaf } from "../log/leaf-data.ts";
import { append, emptyEdge, leafHash, rootOf } from "../log/merkle.ts";
import type { VerifierKey } from "../log/note.ts";
import { readLog } from "../log/state.ts";
import { checkCheckpoint, storedCheckpoints } from "./checkpoints.ts";
import type { Findings } from "./findings.ts";
import { type AuditedLeaf, leaves } from "./leaves.ts";
import { checkTileCounts, checkTiles, type MadeTile } from "./tiles.ts";
import type { Asked } from "./walk.ts";

type Log = { id: number; origin: string; size: number; position: number };
type Options = {
  /** The key that the checkpoints of a log must be signed with. */
  keyOf: (origin: string) => VerifierKey;
  /** The head that DATA_DIR keeps, read before the transaction began. */
  kept: KeptHead | "unreadable" | null;
  findings: Findings;
  progress: (step: string, done: number) => void;
};

/** Every log that there ever was: each leaf against its entry, then tiles, roots, figures and signatures from the leaves. */
export async function checkLogs(client: Asked, options: Options): Promise<void> {
  const { rows } = await client.query<Log>(
    `SELECT id, origin, size::float8 AS size, position::float8 AS position FROM "Log" ORDER BY id`,
  );
  for (const log of rows) await checkLog(client, log, options);
  await checkKeptHead(client, options);
}

async function checkLog(client: Asked, log: Log, { keyOf, findings, progress }: Options): Promise<void> {
  const key = keyOf(log.origin);
  const edge = emptyEdge();
  const figures: Figures = {};
  let lastPosition = 0;
  let lastCheckpoint = 0;
  for await (const chunk of leaves(client, log.id)) {
    const made: MadeTile[] = [];
    const checkpoints = await storedCheckpoints(client, log.id, edge.size, edge.size + chunk.length);
    for (const leaf of chunk) {
      checkLeaf(leaf, edge.size, log, findings);
      lastPosition = Math.max(lastPosition, leaf.position ?? 0);
      const data = leaf.stored ?? Buffer.from(leaf.expected ?? "");
      append(edge, leafHash(data), (level, index, hashes) => made.push({ level, index, hashes }));
      const said = parseLeaf(data.toString("utf8"));
      if (said) applyLeaf(figures, said);
      const checkpoint = checkpoints.get(edge.size);
      if (!checkpoint) continue;
      checkCheckpoint(
        checkpoint,
        key,
        { size: edge.size, root: rootOf(edge), figures, lastPosition },
        findings,
      );
      lastCheckpoint = edge.size;
    }
    await checkTiles(client, log, made, findings);
    progress("log", edge.size);
  }
  const partial = edge.levels.map((hashes, level) => ({
    level,
    index: Math.floor(edge.size / 256 ** (level + 1)),
    hashes,
  }));
  await checkTiles(
    client,
    log,
    partial.filter(({ hashes }) => hashes.length > 0),
    findings,
  );
  await checkTileCounts(client, log, edge.size, findings);
  if (edge.size !== log.size) findings.add("log", `leaves of ${log.origin}`, edge.size, log.size);
  if (lastPosition !== log.position)
    findings.add("log", `last position in ${log.origin}`, lastPosition, log.position);
  if (lastCheckpoint !== log.size)
    findings.add("log", `last checkpoint of ${log.origin}`, lastCheckpoint, log.size);
}

/** A leaf stands at its place, and says what its entry says. */
function checkLeaf(
  { index, entryId, position, stored, expected }: AuditedLeaf,
  place: number,
  log: Log,
  findings: Findings,
): void {
  const name = `leaf ${index} of ${log.origin}, entry ${entryId}`;
  if (index !== place) findings.add("log", `place of ${name}`, index, place);
  if (position === null || position > log.position)
    findings.add("log", `position of ${name}`, position, `at most ${log.position}`);
  const text = stored?.toString("utf8") ?? null;
  if (text !== expected) findings.add("log", name, text, expected);
}

/** What was published last, as it is remembered outside the database, belongs to the log that stands in it. */
async function checkKeptHead(client: Asked, { kept, findings }: Options): Promise<void> {
  const trouble = await headTrouble(kept, await readLog(client));
  if (trouble) findings.add("log", "DATA_DIR/log-head", trouble.reason, "a head of this log");
}
