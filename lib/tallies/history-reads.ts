import { query } from "#lib/db.ts";
import type { Claim, Day, GoalStep, Milestone } from "./history.ts";
import { runningTotals } from "./history-rules.ts";

type Counts = {
  verified: number;
  supporters: number;
  byEvidence: Record<string, number>;
  days: Day[];
  origins: { new: number; renewed: number };
};
/** Looks up what was read for an edition. */
type Of<Value> = (editionId: string) => Value;

/** Total, evidence, days and origin of editions, from tallies: a few rows for each day. */
export async function readCounts(editionIds: string[]): Promise<Of<Counts>> {
  const rows = await query<
    { edition: string } & Omit<Counts, "days"> & { changes: Record<string, number> | null }
  >(
    `SELECT t.edition_id AS edition,
       coalesce(sum(count) FILTER (WHERE dimension = 'all' AND stance = 'man' AND evidence = 'email'), 0)::int AS verified,
       coalesce(sum(count) FILTER (WHERE dimension = 'all' AND stance = 'supporter'), 0)::int AS supporters,
       coalesce(jsonb_object_agg(evidence, count) FILTER (WHERE dimension = 'all' AND stance = 'man'), '{}') AS "byEvidence",
       jsonb_build_object(
         'new', coalesce(sum(count) FILTER (WHERE dimension = 'origin' AND key = 'new' AND stance = 'man' AND evidence = 'email'), 0),
         'renewed', coalesce(sum(count) FILTER (WHERE dimension = 'origin' AND key = 'renewed' AND stance = 'man' AND evidence = 'email'), 0)
       ) AS origins,
       jsonb_object_agg(key, count) FILTER (WHERE dimension = 'day' AND stance = 'man' AND evidence = 'email' AND count <> 0) AS changes
     FROM "Tally" t
     WHERE t.edition_id = ANY ($1) AND t.evidence <> 'reported' AND t.dimension IN ('all', 'origin', 'day')
     GROUP BY t.edition_id`,
    [editionIds],
  );
  const found = new Map(rows.map((row) => [row.edition, row]));
  return (id) => {
    const { changes, ...counts } = found.get(id) ?? NOTHING;
    const days = Object.entries(changes ?? {}).map(([day, change]) => ({ day, change }));
    return { ...counts, days: runningTotals(days) };
  };
}

const NOTHING = {
  verified: 0,
  supporters: 0,
  byEvidence: {},
  origins: { new: 0, renewed: 0 },
  changes: null,
};

export function readGoals(editionIds: string[]): Promise<Of<GoalStep[]>> {
  return lists(
    `SELECT edition_id AS edition, at, goal FROM "GoalChange" WHERE edition_id = ANY ($1) ORDER BY at, id`,
    editionIds,
  );
}

export function readMilestones(editionIds: string[]): Promise<Of<Milestone[]>> {
  return lists(
    `SELECT edition_id AS edition, kind, key, ordinal, verified, at FROM "Milestone" WHERE edition_id = ANY ($1)
     -- Of those of one moment the goal's are the newest, then the states'.
     ORDER BY at, array_position('{country,state,share}', kind), ordinal`,
    editionIds,
  );
}

export function readClaims(editionIds: string[]): Promise<Of<Claim[]>> {
  return lists(
    `SELECT f.edition_id AS edition, e.amount, f.wording, to_char(f.as_of, 'YYYY-MM-DD') AS "asOf", f.publisher, f.source,
       to_char(f.published_on, 'YYYY-MM-DD') AS "publishedOn", f.url, f.note,
       (SELECT n.id FROM "LedgerEntry" n WHERE n.prior_id = e.id) IS NULL AS stands
     FROM "ReportedFigure" f
     -- Looked up one by one: a join could walk the ledger along.
     CROSS JOIN LATERAL (SELECT id, amount, at FROM "LedgerEntry" WHERE id = f.entry_id LIMIT 1) e
     WHERE f.edition_id = ANY ($1)
     ORDER BY f.published_on, f.as_of NULLS LAST, e.at`,
    editionIds,
  );
}

async function lists<Row extends object>(text: string, editionIds: string[]): Promise<Of<Row[]>> {
  const rows = await query<Row & { edition: string }>(text, [editionIds]);
  const byEdition = Map.groupBy(rows, ({ edition }) => edition);
  return (id) => (byEdition.get(id) ?? []).map(({ edition: _, ...row }) => row as unknown as Row);
}
