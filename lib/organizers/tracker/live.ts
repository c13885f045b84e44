import { query } from "#lib/db.ts";
import { figures } from "#lib/tallies/queries.ts";
import { AT_MOST } from "./mail-health.ts";

/** What moves on the open page. `mail_waiting` is AT_MOST at most. */
export type Live = {
  verified: number;
  today: number;
  supporters: number;
  mail_waiting: number;
  as_of: string;
};

/** For the stream, which one read serves for all who watch; whoever opens it has shown that he may. */
export async function live(editionId: string): Promise<Live> {
  const [now, [mail]] = await Promise.all([
    figures(editionId),
    query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM (SELECT FROM "Mail" WHERE sent_at IS NULL AND failed_at IS NULL
         ORDER BY priority, next_try_at LIMIT $1) m`,
      [AT_MOST],
    ),
  ]);
  return {
    verified: now.verified,
    today: now.today,
    supporters: now.supporters,
    mail_waiting: mail?.waiting ?? 0,
    as_of: now.asOf.toISOString(),
  };
}
