import { query } from "#lib/db.ts";
import { demand, may, type Scope } from "../scope.ts";
import { shown, shownDays, type TeamDay } from "./rules.ts";
import type { Team } from "./team-of.ts";

/** Days that are told one by one. */
const DAYS = 14;
/** A link can be confirmed for a week after somebody signed; a day more for the clocks. */
const LINK_DAYS = 8;
/** Signers of those days that are read at most: a team with more has other means of counting. */
const AT_MOST = 20_000;

export type TeamFigures = {
  /** Men who have signed and confirmed with the team and count; null while they are too few to be told. */
  men: number | null;
  supporters: number | null;
  today: number | null;
  /** The newest first, today included; null for a team with too many signers to look through. */
  days: TeamDay[] | null;
};

/**
 * A team's figures in an edition: the whole from its tally, the days from those who signed lately. A captain gets those of his
 * own team and no others. Nobody's name is read.
 */
export async function teamFigures(
  scope: Scope,
  team: Pick<Team, "id" | "slug">,
  editionId: string,
): Promise<TeamFigures | null> {
  demand(scope, "team.read");
  if (scope.role === "captain" && scope.teamId !== team.id) return null;
  const isExact = may(scope, "pledges.read");
  const [[tally], days] = await Promise.all([
    query<{ men: number; supporters: number }>(
      `SELECT coalesce(sum(count) FILTER (WHERE stance = 'man' AND evidence = 'email'), 0)::int AS men,
         coalesce(sum(count) FILTER (WHERE stance = 'supporter' AND evidence = 'email'), 0)::int AS supporters
       FROM "Tally" WHERE edition_id = $1 AND dimension = 'team' AND key = $2`,
      [editionId, team.id],
    ),
    daysOf(editionId, team.slug),
  ]);
  const men = tally?.men ?? 0;
  const told = days && shownDays(days, men, isExact);
  return {
    men: shown(men, isExact),
    supporters: shown(tally?.supporters ?? 0, isExact),
    today: told?.[0]?.men ?? null,
    days: told,
  };
}

/** The last two weeks day by day, from the end of the index of a team's signers: their ids carry the time (UUIDv7). */
async function daysOf(editionId: string, slug: string): Promise<{ day: string; men: number }[] | null> {
  const rows = await query<{ day: string; men: number; read: number }>(
    `WITH edition AS (
       SELECT id, time_zone, (now() AT TIME ZONE time_zone)::date AS today FROM "Edition" WHERE id = $1
     ), bounds AS (
       SELECT e.*, (e.today - ($3::int - 1))::timestamp AT TIME ZONE e.time_zone AS since FROM edition e
     ), first AS (
       SELECT (lpad(to_hex((extract(epoch FROM b.since - make_interval(days => $4)) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid AS id FROM bounds b
     ), signer AS MATERIALIZED (
       SELECT p.* FROM "Pledge" p WHERE p.edition_id = $1 AND p.team = $2 AND p.id >= (SELECT id FROM first)
       ORDER BY p.id DESC LIMIT $5
     ), counted AS (
       SELECT (s.verified_at AT TIME ZONE b.time_zone)::date AS day, count(*)::int AS men FROM signer s, bounds b
       WHERE is_counted(s::"Pledge") AND s.stance = 'man' AND s.evidence = 'email' AND s.verified_at >= b.since GROUP BY 1
     )
     SELECT to_char(d.day, 'YYYY-MM-DD') AS day, coalesce(c.men, 0) AS men, (SELECT count(*)::int FROM signer) AS read
     FROM bounds b CROSS JOIN LATERAL (SELECT b.today - n AS day FROM generate_series(0, $3::int - 1) AS n) AS d
     LEFT JOIN counted c ON c.day = d.day ORDER BY d.day DESC`,
    [editionId, slug, DAYS, LINK_DAYS, AT_MOST],
  );
  const [newest] = rows;
  return newest && newest.read < AT_MOST ? rows.map(({ day, men }) => ({ day, men })) : null;
}
