import { query } from "#lib/db.ts";
import { demand, may, type Scope } from "../scope.ts";
import { type Delay, delayOf, type Flow } from "./mail-rules.ts";

export type MailHealth = {
  /** Mails in the outbox, AT_MOST at most; `later` of them wait for another try. */
  waiting: number;
  later: number;
  delay: Delay;
  /** Sent within the last minutes: how many, RATE_OF at most, and how many a minute that is. */
  perMinute: number;
  /** Of the newest failures of a week, AT_MOST_FAILED at most, the recipients' domains; null to who may read no pledges. */
  failed: number;
  domains: { domain: string | null; failed: number; error: string | null }[] | null;
};

/** Rows that are looked at, so that a look costs the same however much has piled up. */
export const AT_MOST = 10_000;
const AT_MOST_FAILED = 900;
const RATE_OF = 900;
const MINUTES = 5;

/** How the mail of the whole server fares: what waits and what has just left, all kinds and editions. */
export async function mailHealth(scope: Scope): Promise<MailHealth> {
  demand(scope, "tracker.read");
  const [flow, failures] = await Promise.all([readFlow(), readFailures()]);
  const failed = failures.reduce((sum, one) => sum + one.failed, 0);
  return {
    waiting: flow.waiting,
    later: flow.waiting - flow.due,
    delay: delayOf(flow),
    perMinute: flow.sent === 0 ? 0 : Math.round((flow.sent * 60) / Math.max(1, flow.within)),
    failed,
    domains: may(scope, "pledges.read") ? failures.slice(0, 10) : null,
  };
}

async function readFlow(): Promise<Flow & { waiting: number }> {
  const [row] = await query<Flow & { waiting: number }>(
    `SELECT q.waiting, q.due, q."oldestDue", s.sent, CASE WHEN s.sent < $3 THEN $2 * 60 ELSE s.within END AS within
     FROM (SELECT count(*)::int AS waiting, (count(*) FILTER (WHERE next_try_at <= now()))::int AS due,
         extract(epoch FROM now() - min(next_try_at) FILTER (WHERE next_try_at <= now()))::float8 AS "oldestDue"
       FROM (SELECT next_try_at FROM "Mail" WHERE sent_at IS NULL AND failed_at IS NULL ORDER BY priority, next_try_at LIMIT $1) m) q,
       (SELECT count(*)::int AS sent, extract(epoch FROM now() - min(sent_at))::float8 AS within
       FROM (SELECT sent_at FROM "Mail" WHERE sent_at > now() - $2 * interval '1 minute' ORDER BY sent_at DESC LIMIT $3) m) s`,
    [AT_MOST, MINUTES, RATE_OF],
  );
  if (!row) throw new Error("a sum has a row");
  return row;
}

/** The error is the commonest of its domain. A pledge that was erased, purged or gave way has no domain any more. */
function readFailures(): Promise<{ domain: string | null; failed: number; error: string | null }[]> {
  return query(
    `SELECT p.email_domain AS domain, count(*)::int AS failed, mode() WITHIN GROUP (ORDER BY f.last_error) AS error
     FROM (SELECT pledge_id, last_error FROM "Mail" WHERE failed_at > now() - interval '7 days' ORDER BY failed_at DESC LIMIT $1) f
       LEFT JOIN LATERAL (SELECT email_domain FROM "Pledge" WHERE id = f.pledge_id LIMIT 1) p ON true
     GROUP BY p.email_domain ORDER BY failed DESC, domain NULLS LAST`,
    [AT_MOST_FAILED],
  );
}
