import type pg from "pg";
import { logKey } from "#lib/crypto.ts";
import { env } from "#lib/env.ts";
import { isDue } from "./batch-rules.ts";
import { formatCheckpoint, parseHead } from "./checkpoint.ts";
import { entriesBetween } from "./entries.ts";
import { extend, shuffle } from "./extend.ts";
import type { Figures } from "./figures.ts";
import { headTrouble } from "./head-check.ts";
import { type KeptHead, readKeptHead } from "./head-file.ts";
import { withLockedLog } from "./locked.ts";
import { rootOf } from "./merkle.ts";
import { signNote } from "./note.ts";
import { enteredAt, type LogState, lastPosition, readLog } from "./state.ts";
import { talliedFigures, unequal } from "./tallied.ts";
import { isWhole, readTail, writeLeaves, writeTiles } from "./tree-store.ts";

/** Entries in one transaction and under one checkpoint, at most: what is shuffled together, and held in memory at once. */
const CHUNK = 20_000;

type Options = { force: boolean; batchUntil: number; dataDir: string };
type Published = {
  alarm?: undefined;
  added: number;
  /** The head that the database now has; null while there is none. */
  head: KeptHead | null;
  /** Nothing waits any more, and the figures were found equal to the tallies. */
  isWhole: boolean;
  /** Position up to which the batch goes. */
  until: number;
};
type Refused = { alarm: "log_head" | "log_figures"; detail: Record<string, unknown> };
type Client = pg.PoolClient;

/** One checkpoint with the leaves before it, or nothing, in one transaction. */
export function publishChunk(now: Date, options: Options): Promise<Published | Refused> {
  return withLockedLog(
    (client) => publishLocked(client, now, options),
    (done) => done.alarm === undefined,
  );
}

async function publishLocked(
  client: Client,
  now: Date,
  { force, batchUntil, dataDir }: Options,
): Promise<Published | Refused> {
  // The file first: the database may have moved on since it was written, never the other way round.
  const kept = readKeptHead(dataDir);
  const found = await readLog(client);
  const trouble = await headTrouble(kept, found);
  if (trouble) return { alarm: "log_head", detail: trouble };

  const last = await lastPosition(client);
  const size = found?.size ?? 0;
  if (last < size) return { alarm: "log_head", detail: { reason: "ledger_behind", size, position: last } };
  const waiting = last - size;
  const lastPublishedAt = found?.head?.at ?? null;
  const isRunning = size < batchUntil && batchUntil <= last;
  const waitingSince = waiting > 0 ? await enteredAt(client, size + 1) : null;
  if (waiting === 0 || !(force || isRunning || isDue({ waiting, waitingSince, lastPublishedAt, now })))
    return { added: 0, head: currentHead(found), isWhole: false, until: batchUntil };

  const log = found ?? (await beginFirstLog(client));
  const until = isRunning ? batchUntil : last;
  // In equal parts: a last one of a single entry would tell which leaf was counted last.
  const parts = Math.ceil((until - size) / CHUNK);
  return appendChunk(client, now, log, size + Math.ceil((until - size) / parts), { last, until });
}

async function appendChunk(
  client: Client,
  now: Date,
  log: LogState,
  to: number,
  { last, until }: { last: number; until: number },
): Promise<Published | Refused> {
  const tail = await readTail(client, log.id, log.size);
  if (log.head && !(rootOf(tail.edge).equals(log.head.root) && isWhole(tail)))
    return { alarm: "log_head", detail: { reason: "tiles_altered", log: log.origin, size: log.size } };
  const entries = shuffle(await entriesBetween(client, log.size, to));
  if (entries.length !== to - log.size)
    return {
      alarm: "log_figures",
      detail: { reason: "entries_missing", from: log.size, to, found: entries.length },
    };

  const figures: Figures = structuredClone(log.head?.figures ?? {});
  const tiles = extend(tail, figures, entries);
  if (to === last) {
    const differences = unequal(figures, await talliedFigures(client));
    if (differences.length > 0)
      return {
        alarm: "log_figures",
        detail: { reason: "tallies_differ", size: to, differences: differences.slice(0, 20) },
      };
  }
  await writeLeaves(
    client,
    log.id,
    log.size,
    entries.map(({ id }) => id),
  );
  await writeTiles(client, log.id, tiles);
  const head = await signHead(client, now, log, { size: to, root: rootOf(tail.edge), figures });
  return { added: entries.length, head, isWhole: to === last, until };
}

/** The signature comes last, when everything that it vouches for stands in the same transaction. */
async function signHead(
  client: Client,
  now: Date,
  { id, origin, previous }: LogState,
  { size, root, figures }: { size: number; root: Buffer; figures: Figures },
): Promise<KeptHead> {
  const text = formatCheckpoint({
    origin,
    size,
    root,
    previous: previous === null ? null : parseHead(previous),
  });
  const note = signNote(text, origin, logKey());
  await client.query(
    `INSERT INTO "Checkpoint" (log_id, size, note, root, position, figures, at) VALUES ($1, $2, $3, $4, $2, $5, $6)`,
    [id, size, note, root, JSON.stringify(figures), now],
  );
  await client.query(`UPDATE "Log" SET size = $2, position = $2 WHERE id = $1`, [id, size]);
  return { origin, size, root, note };
}

/** The origin is that of the address of the first publication; it stays when the site moves. */
async function beginFirstLog(client: Client): Promise<LogState> {
  const origin = `${env().publicUrl.host}/log`;
  await client.query(`INSERT INTO "Log" (id, origin) VALUES (1, $1)`, [origin]);
  return { id: 1, origin, previous: null, size: 0, head: null };
}

function currentHead(log: LogState | null): KeptHead | null {
  if (!log?.head) return null;
  const { size, root, note } = log.head;
  return { origin: log.origin, size, root, note };
}
