import type { Findings } from "./findings.ts";
import type { Asked } from "./walk.ts";

/** What is wrong between a pledge and its newest entry, the first that applies; a row for each pledge where something is. */
const DISAGREEING = `
  WITH newest AS MATERIALIZED (
    SELECT e.* FROM "LedgerEntry" e
    WHERE e.pledge_id IS NOT NULL AND NOT EXISTS (SELECT FROM "LedgerEntry" n WHERE n.prior_id = e.id)
  ), pair AS (
    SELECT p.id AS pledge, n.pledge_id AS entry_of, n.kind,
      n.kind IN ('verified', 'renewed', 'reinstated', 'reclassified') AS adds,
      is_counted(p) AS counts,
      -- It is confirmed without an entry, and gets one when it is released.
      p.held_at IS NOT NULL AS is_held,
      p.verified_at IS NOT NULL AS was_verified,
      CASE WHEN p.withdrawn_at IS NOT NULL THEN 'withdrawn' WHEN p.invalidated_at IS NOT NULL THEN 'invalidated'
        WHEN p.verified_at IS NULL THEN 'not verified' WHEN p.held_at IS NOT NULL THEN 'held' ELSE 'verified' END AS state,
      concat_ws(' ', p.edition_id, p.evidence, p.stance, p.country, p.region, p.county) AS pledge_stands,
      concat_ws(' ', n.edition_id, n.evidence, n.stance, n.country, n.region, n.county) AS entry_stands
    FROM "Pledge" p FULL JOIN newest n ON n.pledge_id = p.id
    WHERE p.id IS NULL OR p.verified_at IS NOT NULL OR n.id IS NOT NULL
  ), judged AS (
    SELECT coalesce(pledge, entry_of) AS id, CASE
      WHEN pledge IS NULL THEN ARRAY['pledge of its entries', 'gone', 'there']
      WHEN entry_of IS NULL AND NOT is_held THEN ARRAY['ledger of the verified pledge', 'no entry', 'an entry']
      WHEN NOT was_verified THEN ARRAY['pledge with entries', state, 'verified']
      WHEN counts <> adds THEN ARRAY['pledge', state, kind]
      WHEN counts AND pledge_stands <> entry_stands THEN ARRAY['pledge', pledge_stands, entry_stands] END AS wrong
    FROM pair
  )
  SELECT id, wrong[1] AS what, wrong[2] AS is, wrong[3] AS should, count(*) OVER ()::int AS total
  FROM judged WHERE wrong IS NOT NULL ORDER BY id LIMIT 100`;

const COUNTED_TWICE = `
  SELECT pledge_id AS id, count(*)::int AS firsts, count(*) OVER ()::int AS total FROM "LedgerEntry"
  WHERE pledge_id IS NOT NULL AND prior_id IS NULL GROUP BY pledge_id HAVING count(*) > 1 LIMIT 100`;

/** Each pledge counts as its newest entry says, and stands where that says; none is counted for the first time twice. */
export async function checkPledges(client: Asked, findings: Findings): Promise<void> {
  const disagreeing = await client.query<{
    id: string;
    what: string;
    is: string;
    should: string;
    total: number;
  }>(DISAGREEING);
  for (const { id, what, is, should } of disagreeing.rows)
    findings.add("pledge", `${what} ${id}`, is, should);
  addRest(disagreeing.rows, findings);
  const twice = await client.query<{ id: string; firsts: number; total: number }>(COUNTED_TWICE);
  for (const { id, firsts } of twice.rows) findings.add("pledge", `first entries of pledge ${id}`, firsts, 1);
  addRest(twice.rows, findings);
}

/** Those that were counted but not listed. */
function addRest(rows: { total: number }[], findings: Findings): void {
  const more = (rows[0]?.total ?? 0) - rows.length;
  if (more > 0) findings.add("pledge", "further pledges that disagree", more, 0, more);
}
