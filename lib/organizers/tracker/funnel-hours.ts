import { query } from "#lib/db.ts";

const HOUR = 3_600_000;
/** A link lives for seven days: after eight the fate of an hour's signers is known. */
const SETTLED = 8 * 24 * HOUR;
/** Pledges that nobody confirms are deleted after 30 days: of hours further back nothing true can be said. */
const FURTHEST = 30 * 24 * HOUR;
/** Hours of one statement, so that none is long. */
const AT_ONCE = 24;

/**
 * Makes the figures of the hours that end after `since`, up to `now`: what became of those who first signed in each. Their ids
 * carry the time (UUIDv7), so that only their own rows are read. Safe to repeat and to run twice at once.
 */
export async function makeFunnelHours(since: Date, now: Date): Promise<void> {
  const first = Math.floor(since.getTime() / HOUR);
  const last = Math.floor(now.getTime() / HOUR);
  for (let from = first; from <= last; from += AT_ONCE) {
    const count = Math.min(AT_ONCE, last - from + 1);
    await make(Array.from({ length: count }, (_, i) => (from + i) * HOUR));
  }
}

/** Every few minutes: the last hours, which change fast. */
export function refreshFunnel(now: Date): Promise<void> {
  return makeFunnelHours(new Date(now.getTime() - 2 * HOUR), now);
}

/** Every hour: all that is not settled, and what was missed while no worker ran. */
export async function settleFunnel(now: Date): Promise<void> {
  const [row] = await query<{ newest: Date | null }>(`SELECT max(hour) AS newest FROM "FunnelHour"`);
  const missed = row?.newest ? row.newest.getTime() : 0;
  const since = Math.max(Math.min(missed, now.getTime()) - SETTLED, now.getTime() - FURTHEST);
  await makeFunnelHours(new Date(since), now);
}

/** A man who renewed by one click had no mail and posted no form: he went another way. */
async function make(hours: number[]): Promise<void> {
  await query(
    `WITH hour AS (
       SELECT to_timestamp(h.at / 1000.0) AS hour, h.first, h.next FROM unnest($1::float8[], $2::uuid[], $3::uuid[]) AS h (at, first, next)
     ), signer AS (
       SELECT h.hour, p.edition_id, CASE
           WHEN p.verified_at IS NOT NULL THEN 'confirmed'
           WHEN NOT m.had_mail OR m.is_waiting THEN 'waiting'
           WHEN NOT m.was_sent THEN 'failed'
           WHEN m.is_alive AND p.invalidated_at IS NULL THEN 'open'
           ELSE 'lapsed' END AS state
       FROM hour h JOIN "Pledge" p ON p.id >= h.first AND p.id < h.next
       -- Of those who have confirmed nobody needs to know the mails.
       LEFT JOIN LATERAL (
         SELECT count(*) > 0 AS had_mail, coalesce(bool_or(m.sent_at IS NOT NULL), false) AS was_sent,
           coalesce(bool_or(m.sent_at IS NULL AND m.failed_at IS NULL) AND NOT bool_or(m.sent_at IS NOT NULL), false) AS is_waiting,
           coalesce(bool_or(m.sent_at IS NOT NULL AND m.expires_at > now()), false) AS is_alive
         FROM "Mail" m WHERE m.pledge_id = p.id AND m.kind = 'verify'
       ) m ON p.verified_at IS NULL
       WHERE p.renews_id IS NULL OR p.verified_at IS NULL OR EXISTS (SELECT FROM "Mail" v WHERE v.pledge_id = p.id AND v.kind = 'verify')
     ), counted AS (
       SELECT edition_id, hour, count(*)::int AS submitted,
         (count(*) FILTER (WHERE state = 'waiting'))::int AS waiting, (count(*) FILTER (WHERE state = 'failed'))::int AS failed,
         (count(*) FILTER (WHERE state = 'open'))::int AS open, (count(*) FILTER (WHERE state = 'lapsed'))::int AS lapsed,
         (count(*) FILTER (WHERE state = 'confirmed'))::int AS confirmed
       FROM signer GROUP BY 1, 2
     ), again AS (
       SELECT m.edition_id, h.hour, count(*)::int AS already FROM hour h
         JOIN "Mail" m ON m.id >= h.first AND m.id < h.next AND m.kind = 'already' GROUP BY 1, 2
     ), made AS (
       SELECT edition_id, hour, coalesce(submitted, 0) AS submitted, coalesce(waiting, 0) AS waiting, coalesce(failed, 0) AS failed,
         coalesce(open, 0) AS open, coalesce(lapsed, 0) AS lapsed, coalesce(confirmed, 0) AS confirmed, coalesce(already, 0) AS already
       FROM counted FULL JOIN again USING (edition_id, hour)
     ), gone AS (
       DELETE FROM "FunnelHour" f USING hour h WHERE f.hour = h.hour
         AND NOT EXISTS (SELECT FROM made m WHERE m.edition_id = f.edition_id AND m.hour = f.hour)
     )
     INSERT INTO "FunnelHour" (edition_id, hour, submitted, waiting, failed, open, lapsed, confirmed, already)
     SELECT edition_id, hour, submitted, waiting, failed, open, lapsed, confirmed, already FROM made
     ON CONFLICT (edition_id, hour) DO UPDATE SET submitted = excluded.submitted, waiting = excluded.waiting, failed = excluded.failed,
       open = excluded.open, lapsed = excluded.lapsed, confirmed = excluded.confirmed, already = excluded.already, made_at = now()`,
    [hours, hours.map(firstId), hours.map((hour) => firstId(hour + HOUR))],
  );
}

/** Below every UUIDv7 of this millisecond (RFC 9562 §5.7), and above all earlier ones. */
function firstId(time: number): string {
  const hex = time.toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
