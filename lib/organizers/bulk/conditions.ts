import { record } from "#lib/audit/record.ts";
import { now } from "#lib/clock.ts";
import { uuidv7 } from "#lib/crypto.ts";
import { query, transaction } from "#lib/db.ts";
import type { Condition } from "#lib/pledges/bulk/condition.ts";
import { demand, type Scope } from "../scope.ts";

export type Saved = { id: string; editionId: string; name: string; condition: Condition; createdAt: Date };

const COLUMNS = `id, edition_id AS "editionId", name, condition, created_at AS "createdAt"`;

/** The conditions that are kept for an edition, the newest first. */
export async function savedConditions(scope: Scope, editionId: string): Promise<Saved[]> {
  demand(scope, "pledges.bulk");
  return query<Saved>(
    `SELECT ${COLUMNS} FROM "BulkCondition" WHERE edition_id = $1 AND removed_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 100`,
    [editionId],
  );
}

/** One of them; null for an unknown id, and for one that was removed. */
export async function savedCondition(scope: Scope, id: string): Promise<Saved | null> {
  demand(scope, "pledges.bulk");
  if (!isId(id)) return null;
  const [saved] = await query<Saved>(
    `SELECT ${COLUMNS} FROM "BulkCondition" WHERE id = $1 AND removed_at IS NULL`,
    [id],
  );
  return saved ?? null;
}

/** Keeps a condition under a name, so that it can be used again; answers its id. */
export async function saveCondition(
  scope: Scope,
  { editionId, name, condition }: { editionId: string; name: string; condition: Condition },
): Promise<string> {
  demand(scope, "pledges.bulk");
  const id = uuidv7(now());
  await transaction(async (client) => {
    await client.query(
      `INSERT INTO "BulkCondition" (id, edition_id, name, condition, created_by_id) VALUES ($1, $2, $3, $4, $5)`,
      [id, editionId, nameOf(name, condition), JSON.stringify(condition), scope.organizerId],
    );
    // The name is somebody's own words and may hold anything: it is not written down here.
    await record(client, {
      scope,
      action: "bulk.save",
      subject: `bulk_condition:${id}`,
      after: { editionId, ...condition },
    });
  });
  return id;
}

/** Takes a condition from the list. What was done by it stays as it is, and can still be undone. */
export async function removeCondition(scope: Scope, id: string): Promise<boolean> {
  demand(scope, "pledges.bulk");
  if (!isId(id)) return false;
  return transaction(async (client) => {
    const { rowCount } = await client.query(
      `UPDATE "BulkCondition" SET removed_at = now() WHERE id = $1 AND removed_at IS NULL`,
      [id],
    );
    if (!rowCount) return false;
    await record(client, { scope, action: "bulk.remove", subject: `bulk_condition:${id}` });
    return true;
  });
}

export function isId(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
}

/**
 * Without a name it is called by what picks its pledges out. Of an address in it only the domain stays: whose it is nobody needs to
 * know, and the name stands in clear.
 */
function nameOf(name: string, { domain, prefix, team, event, share, place }: Condition): string {
  const given = name
    .replaceAll(/[^\s<>"]+@/g, "@")
    .replaceAll(/\s+/g, " ")
    .trim()
    .slice(0, 80);
  return given || [domain, prefix, team, event, share, place].filter(Boolean).join(", ").slice(0, 80) || "…";
}
