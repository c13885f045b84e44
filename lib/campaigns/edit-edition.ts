import type { PoolClient } from "pg";
import {
  changedFields,
  type EditionField,
  type EditionFields,
  type FieldRefusal,
  refusalsOf,
} from "./edition-rules.ts";

export type EditableEdition = EditionFields & {
  id: string;
  year: number;
  campaignId: string;
  slug: string;
  /** One more with every edit. */
  revision: number;
};

export type EditionEdit =
  | { ok: true; before: EditableEdition; changed: EditionField[] }
  | { ok: false; reason: "unknown" }
  /** Somebody saved since. `now` is what stands there. */
  | { ok: false; reason: "revision"; now: EditableEdition }
  | { ok: false; reason: "fields"; refusals: Partial<Record<EditionField, FieldRefusal>> };

/**
 * Changes an edition in the caller's transaction, if nobody has since the revision that was seen. Whatever else is counted,
 * signed or noted in it stays as it is; the goal before is kept (lib/campaigns/goals.sql). Nothing is written where nothing
 * would change.
 */
export async function editEdition(
  client: PoolClient,
  id: string,
  seen: number,
  wanted: Partial<EditionFields>,
  now: Date,
): Promise<EditionEdit> {
  // As opening an edition does: hours are judged against those of all the others. No key is locked, so that nobody who signs
  // meanwhile waits.
  await client.query(
    `SELECT FROM "Campaign" WHERE id = (SELECT campaign_id FROM "Edition" WHERE id = $1) FOR NO KEY UPDATE`,
    [id],
  );
  const before = await readEdition(client, id, "FOR NO KEY UPDATE OF e");
  if (!before) return { ok: false, reason: "unknown" };
  if (before.revision !== seen) return { ok: false, reason: "revision", now: before };
  const after = { ...before, ...wanted };
  const changed = changedFields(before, after);
  if (changed.length === 0) return { ok: true, before, changed };
  const { rows: others } = await client.query<{ opensAt: Date; closesAt: Date }>(
    `SELECT opens_at AS "opensAt", closes_at AS "closesAt" FROM "Edition" WHERE campaign_id = $1 AND id <> $2`,
    [before.campaignId, id],
  );
  const refusals = refusalsOf(before, after, others, now);
  if (Object.keys(refusals).length > 0) return { ok: false, reason: "fields", refusals };
  await client.query(
    `UPDATE "Edition" SET goal = $2, stretch_goals = $3, opens_at = $4, closes_at = $5, time_zone = $6, shown_from = $7,
       household_limit = $8, revision = revision + 1, updated_at = clock_timestamp() WHERE id = $1`,
    [
      id,
      after.goal,
      after.stretchGoals,
      after.opensAt,
      after.closesAt,
      after.timeZone,
      after.shownFrom,
      after.householdLimit,
    ],
  );
  return { ok: true, before, changed };
}

/** An edition as it stands this moment, with its revision; null for an unknown id. */
export async function readEdition(
  client: Pick<PoolClient, "query">,
  id: string,
  lock = "",
): Promise<EditableEdition | null> {
  const { rows } = await client.query<EditableEdition>(
    `SELECT e.id, e.year, e.campaign_id AS "campaignId", c.slug, e.revision, e.goal, e.stretch_goals AS "stretchGoals",
       e.opens_at AS "opensAt", e.closes_at AS "closesAt", e.time_zone AS "timeZone", e.shown_from AS "shownFrom",
       e.household_limit AS "householdLimit"
     FROM "Edition" e JOIN "Campaign" c ON c.id = e.campaign_id WHERE e.id = $1 ${lock}`,
    [id],
  );
  return rows[0] ?? null;
}
