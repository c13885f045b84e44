import { clearAlarm, raiseAlarm } from "#lib/alarms/alarms.ts";
import { loadSecrets } from "#lib/crypto.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { type KeptHead, keepHead, readKeptHead } from "./head-file.ts";
import { publishChunk } from "./publish-chunk.ts";
import { forgetHead } from "./queries.ts";

/** How long one call goes on when more than a chunk waits (milliseconds): the count itself must not wait behind it. */
const PATIENCE = 2_000;
/** After an alarm the next look comes so much later, unless forced. */
const REST = 60_000;

/** Up to where a batch that was due goes; a later call finishes what the earlier had no time for. */
let batchUntil = 0;
let restUntil = 0;
let mayStandOpen = { log_head: true, log_figures: true };

/**
 * Publishes what waits, if a batch is due (batch-rules.ts) or `force` says so: appends leaves, signs checkpoints, keeps the
 * head outside of the database. Signs nothing and raises an alarm when the database contradicts that head or itself.
 * Answers how many leaves were added. Any number of processes may call it at once: they take turns.
 */
export async function publish(now: Date, { force = false } = {}): Promise<number> {
  const started = performance.now();
  if (!force && started < restUntil) return 0;
  await loadSecrets();
  const { dataDir } = env();
  for (let added = 0; ; ) {
    const done = await publishChunk(now, { force, batchUntil, dataDir });
    if (done.alarm) {
      restUntil = started + REST;
      mayStandOpen[done.alarm] = true;
      await raiseAlarm(done.alarm, done.detail);
      return added;
    }
    await calm("log_head");
    if (done.isWhole) await calm("log_figures");
    if (done.head) {
      forgetHead();
      keepIfNewer(dataDir, done.head, done.added);
    }
    added += done.added;
    batchUntil = done.until;
    const isOver = done.added === 0 || done.isWhole;
    if (isOver || (!force && performance.now() - started > PATIENCE)) return added;
  }
}

/** What was wrong is well again. */
async function calm(kind: keyof typeof mayStandOpen): Promise<void> {
  if (!mayStandOpen[kind]) return;
  await clearAlarm(kind);
  mayStandOpen = { ...mayStandOpen, [kind]: false };
}

function keepIfNewer(dataDir: string, head: KeptHead, added: number): void {
  const kept = readKeptHead(dataDir);
  if (kept === null && head.size > added)
    log.warn(
      { event: "log.head_missing", size: head.size },
      "no head of the log was kept here; keeping this one",
    );
  const isOlder =
    kept !== null && kept !== "unreadable" && kept.origin === head.origin && kept.size >= head.size;
  if (!isOlder) keepHead(dataDir, head);
}
