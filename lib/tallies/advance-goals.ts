import { record } from "#lib/audit/record.ts";
import { query, transaction } from "#lib/db.ts";

/** Editions that are open and whose goal is reached while another waits behind it. From tallies and a few rows alone. */
const DUE = `SELECT e.id FROM "Edition" e JOIN "Tally" t ON t.edition_id = e.id AND t.dimension = 'all' AND t.key = ''
    AND t.evidence = 'email' AND t.stance = 'man'
  WHERE cardinality(e.stretch_goals) > 0 AND t.count >= e.goal AND e.opens_at <= now() AND now() < e.closes_at`;

/**
 * Where a goal is reached, the next stretch goal comes into force, one after the other until one lies ahead or none is left;
 * answers how many did. Each is kept with its time like every change of a goal, and stands in the audit log. The tallier's duty.
 */
export async function advanceGoals(): Promise<number> {
  let advanced = 0;
  for (const { id } of await query<{ id: string }>(DUE)) while (await advance(id)) advanced++;
  return advanced;
}

async function advance(id: string): Promise<boolean> {
  return transaction(async (client) => {
    // Judged again behind the lock: an organizer may just have changed the goal.
    await client.query(`SELECT FROM "Edition" WHERE id = $1 FOR NO KEY UPDATE`, [id]);
    const { rows } = await client.query<{ from: number; to: number }>(
      `WITH due AS (SELECT id, goal, stretch_goals FROM "Edition" WHERE id = $1 AND id IN (${DUE}))
       UPDATE "Edition" e SET goal = d.stretch_goals[1], stretch_goals = d.stretch_goals[2:], revision = e.revision + 1,
         updated_at = clock_timestamp()
       FROM due d WHERE e.id = d.id RETURNING d.goal AS "from", e.goal AS "to"`,
      [id],
    );
    const [step] = rows;
    if (!step) return false;
    await record(client, {
      scope: null,
      action: "edition.stretch",
      subject: `edition:${id}`,
      before: { goal: step.from },
      after: { goal: step.to },
    });
    return true;
  });
}
