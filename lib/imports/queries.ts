import { query } from "#lib/db.ts";
import type { Mapping } from "./fields.ts";
import { firstRows, type Shape } from "./file-rules.ts";
import { listText } from "./store.ts";

export type Evidence = "paper" | "witnessed";
/** A list, and how far it has come. */
export type Import = {
  id: string;
  editionId: string;
  campaignId: string;
  slug: string;
  campaign: string;
  year: number;
  timeZone: string;
  closesAt: Date;
  textVersion: number;
  householdLimit: number;
  organizerId: string | null;
  keySealed: Buffer | null;
  size: number;
  shape: Shape;
  mapping: Mapping | null;
  evidence: Evidence | null;
  consent: string | null;
  createdAt: Date;
  checkTaskId: string | null;
  taskId: string | null;
  finishedAt: Date | null;
  removedAt: Date | null;
};

const COLUMNS = `i.id, i.edition_id AS "editionId", c.id AS "campaignId", c.slug, c.name AS campaign, e.year,
  e.time_zone AS "timeZone", e.closes_at AS "closesAt", e.text_version AS "textVersion", e.household_limit AS "householdLimit",
  i.organizer_id AS "organizerId", i.key_sealed AS "keySealed", i.size::float8 AS size, i.shape, i.mapping, i.evidence, i.consent,
  i.created_at AS "createdAt", i.check_task_id AS "checkTaskId", i.task_id AS "taskId", i.finished_at AS "finishedAt",
  i.removed_at AS "removedAt"`;
const FROM = `"Import" i JOIN "Edition" e ON e.id = i.edition_id JOIN "Campaign" c ON c.id = e.campaign_id`;

/** A list; null for an unknown id. */
export async function importOf(id: string): Promise<Import | null> {
  const [row] = await query<Import>(`SELECT ${COLUMNS} FROM ${FROM} WHERE i.id = $1`, [id]);
  return row ?? null;
}

/** The last lists of an edition, the newest first; those that were thrown away are left out. */
export async function latestImports(editionId: string): Promise<Import[]> {
  return query<Import>(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE i.edition_id = $1 AND i.removed_at IS NULL ORDER BY i.created_at DESC LIMIT 50`,
    [editionId],
  );
}

/** The first rows of a list, to be shown; null where its file is gone. */
export async function beginningOf(list: Import, rows = 6): Promise<string[][] | null> {
  const text =
    list.keySealed && (await listText(list.id, { keySealed: list.keySealed, encoding: list.shape.encoding }));
  if (!text) return null;
  let head = "";
  let isWhole = true;
  for await (const part of text) {
    head += part;
    isWhole = head.length < 64 * 1024;
    if (!isWhole) break;
  }
  return (await firstRows(head, list.shape.delimiter, isWhole)).slice(0, rows);
}
