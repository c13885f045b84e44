import type { PoolClient } from "pg";
import { record } from "#lib/audit/record.ts";
import { isFinal } from "#lib/campaigns/rules.ts";
import { now } from "#lib/clock.ts";
import { query, transaction } from "#lib/db.ts";
import { removeFilesOf } from "#lib/exports/files.ts";
import { type Mapping, type MappingProblem, mappingProblem } from "#lib/imports/fields.ts";
import type { FileProblem } from "#lib/imports/file-rules.ts";
import { type Evidence, type Import, importOf } from "#lib/imports/queries.ts";
import { receiveList, removeListFile, sealListKey } from "#lib/imports/store.ts";
import { askTask } from "#lib/tasks/ask.ts";
import { type Task, taskOf } from "#lib/tasks/queries.ts";
import type { DeskEdition } from "../desk-edition.ts";
import { demand, type Scope } from "../scope.ts";

export type Uploaded =
  | { ok: true; id: string }
  | { ok: false; problem: FileProblem | "final" }
  | { ok: false; problem: "known"; id: string };

/** Keeps a list that is uploaded for an edition, encrypted. The same file is kept once. */
export async function uploadList(
  scope: Scope,
  { edition }: Pick<DeskEdition, "edition">,
  body: AsyncIterable<Buffer>,
): Promise<Uploaded> {
  demand(scope, "imports.make");
  if (isFinal(edition, now())) return { ok: false, problem: "final" };
  const received = await receiveList(body);
  if (!received.ok) return received;
  const { id, sha256, size, key, shape } = received;
  const known = await transaction(async (client) => {
    const { rowCount } = await client.query(
      `INSERT INTO "Import" (id, edition_id, organizer_id, file_sha256, key_sealed, size, shape)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (edition_id, file_sha256) WHERE removed_at IS NULL DO NOTHING`,
      [id, edition.id, scope.organizerId, sha256, sealListKey(id, key), size, JSON.stringify(shape)],
    );
    if (!rowCount) return true;
    await record(client, {
      scope,
      action: "import.upload",
      subject: `import:${id}`,
      after: { edition: edition.year, size, rows: shape.lines },
    });
    return false;
  }).catch((error) => {
    removeListFile(id);
    throw error;
  });
  if (!known) return { ok: true, id };
  removeListFile(id);
  const [same] = await query<{ id: string }>(
    `SELECT id FROM "Import" WHERE edition_id = $1 AND file_sha256 = $2 AND removed_at IS NULL`,
    [edition.id, sha256],
  );
  return same ? { ok: false, problem: "known", id: same.id } : uploadAgain();
}

/** It was thrown away in this very moment. */
function uploadAgain(): Uploaded {
  return { ok: false, problem: "broken" };
}

export type Terms = { mapping: Mapping; evidence: Evidence; consent: string };
export type DescribeProblem = MappingProblem | "evidence" | "consent" | "gone" | "running" | "begun";

/** In characters: "they signed a card" is too little to go by in a year. */
export const SHORTEST_CONSENT = 20;
export const LONGEST_CONSENT = 2_000;

/** Says which column is what, how these men are known and how they consented, and has the whole list checked by that. */
export async function checkList(
  scope: Scope,
  id: string,
  terms: Omit<Terms, "evidence"> & { evidence: string },
): Promise<{ ok: true } | { ok: false; problem: DescribeProblem }> {
  demand(scope, "imports.make");
  const list = await openList(id);
  if (!list) return { ok: false, problem: "gone" };
  const [checking, running] = await tasksOf(list);
  if (running) return { ok: false, problem: "begun" };
  if (checking && !checking.endedAt) return { ok: false, problem: "running" };
  const problem = mappingProblem(terms.mapping);
  if (problem) return { ok: false, problem };
  if (terms.evidence !== "paper" && terms.evidence !== "witnessed") return { ok: false, problem: "evidence" };
  const consent = terms.consent.trim();
  if (consent.length < SHORTEST_CONSENT || consent.length > LONGEST_CONSENT)
    return { ok: false, problem: "consent" };
  const asked = await transaction(async (client) => {
    if (!(await isAsSeen(client, list))) return false;
    const task = await askTask(client, {
      kind: "import_check",
      organizerId: scope.organizerId,
      params: { import: id, lang: scope.lang },
    });
    await client.query(
      `UPDATE "Import" SET mapping = $2, evidence = $3, consent = $4, check_task_id = $5 WHERE id = $1`,
      [id, JSON.stringify(terms.mapping), terms.evidence, consent, task],
    );
    await record(client, {
      scope,
      action: "import.check",
      subject: `import:${id}`,
      after: { evidence: terms.evidence },
    });
    return true;
  });
  if (!asked) return { ok: false, problem: "begun" };
  if (checking) await removeFilesOf(checking.id);
  return { ok: true };
}

export type StartProblem = "gone" | "unchecked" | "running" | "final" | "nobody";

/** Brings a checked list in. One that was stopped, or failed, goes on where it was. */
export async function startImport(
  scope: Scope,
  id: string,
): Promise<{ ok: true } | { ok: false; problem: StartProblem }> {
  demand(scope, "imports.make");
  const list = await openList(id);
  if (!list) return { ok: false, problem: "gone" };
  if (isFinal(list, now())) return { ok: false, problem: "final" };
  const [checked, before] = await tasksOf(list);
  if (checked?.state !== "finished") return { ok: false, problem: "unchecked" };
  if (before && !before.endedAt) return { ok: false, problem: "running" };
  if (!checked.result?.good) return { ok: false, problem: "nobody" };
  return transaction(async (client) => {
    if (!(await isAsSeen(client, list))) return { ok: false, problem: "running" };
    const task = await askTask(client, {
      kind: "import",
      organizerId: scope.organizerId,
      params: { import: id },
    });
    await client.query(
      `UPDATE "Task" SET cursor = (SELECT b.cursor FROM "Task" b WHERE b.id = $2) WHERE id = $1`,
      [task, list.taskId],
    );
    await client.query(`UPDATE "Import" SET task_id = $2 WHERE id = $1`, [id, task]);
    await record(client, {
      scope,
      action: "import.start",
      subject: `import:${id}`,
      after: { edition: list.year, evidence: list.evidence, rows: checked.result?.good },
      note: list.consent ?? undefined,
    });
    return { ok: true };
  });
}

/** Throws a list away that is not in anybody's hands: its file and key are gone. Who came in by it stays. */
export async function throwAway(scope: Scope, id: string): Promise<boolean> {
  demand(scope, "imports.make");
  const list = await openList(id);
  if (!list || (await tasksOf(list)).some((task) => task && !task.endedAt)) return false;
  const removed = await transaction(async (client) => {
    if (!(await isAsSeen(client, list))) return false;
    await client.query(`UPDATE "Import" SET removed_at = now(), key_sealed = NULL WHERE id = $1`, [id]);
    await record(client, { scope, action: "import.remove", subject: `import:${id}` });
    return true;
  });
  if (removed) removeListFile(id);
  return removed;
}

/** Of two who do anything with a list at once the second sees that the first has: its row stays locked until the transaction ends. */
async function isAsSeen(client: PoolClient, seen: Import): Promise<boolean> {
  const { rows } = await client.query<Pick<Import, "checkTaskId" | "taskId" | "removedAt">>(
    `SELECT check_task_id AS "checkTaskId", task_id AS "taskId", removed_at AS "removedAt" FROM "Import" WHERE id = $1 FOR UPDATE`,
    [seen.id],
  );
  const [found] = rows;
  return found?.checkTaskId === seen.checkTaskId && found.taskId === seen.taskId && found.removedAt === null;
}

/** A list that is neither through nor thrown away. */
async function openList(id: string): Promise<Import | null> {
  const list = await importOf(id);
  return list && !list.finishedAt && !list.removedAt ? list : null;
}

/** Its check and its import. */
export function tasksOf(list: Pick<Import, "checkTaskId" | "taskId">): Promise<(Task | null)[]> {
  return Promise.all([list.checkTaskId, list.taskId].map((id) => (id ? taskOf(id) : null)));
}
