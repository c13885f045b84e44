import { type ExportFile, filesOf } from "#lib/exports/files.ts";
import { guessColumns, type Mapping } from "#lib/imports/fields.ts";
import { beginningOf, type Import, importOf, latestImports } from "#lib/imports/queries.ts";
import type { Task } from "#lib/tasks/queries.ts";
import { demand, type Scope } from "../scope.ts";
import { tasksOf } from "./deeds.ts";

export type ShownImport = {
  list: Import;
  check: Task | null;
  run: Task | null;
  /** Of the check, while it can be fetched. */
  problems: ExportFile | null;
  /** The first rows; null once the file is gone. */
  beginning: string[][] | null;
  mapping: Mapping;
};

/** The lists of an edition with their import, the newest first. */
export async function importsOf(
  scope: Scope,
  editionId: string,
): Promise<{ list: Import; check: Task | null; run: Task | null }[]> {
  demand(scope, "imports.make");
  const lists = await latestImports(editionId);
  return Promise.all(
    lists.map(async (list) => {
      const [check = null, run = null] = await tasksOf(list);
      return { list, check, run };
    }),
  );
}

/** Everything about one list; null for an unknown one. What is not said of its columns yet is guessed. */
export async function shownImport(scope: Scope, id: string): Promise<ShownImport | null> {
  demand(scope, "imports.make");
  const list = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? await importOf(id) : null;
  if (!list) return null;
  const [[check = null, run = null], beginning] = await Promise.all([tasksOf(list), beginningOf(list)]);
  const files = check ? await filesOf([check.id]) : new Map<string, ExportFile>();
  const mapping = list.mapping ?? {
    ...guessColumns(beginning?.[0] ?? []),
    country: "US",
    region: null,
    lang: "en",
    stance: "man" as const,
  };
  return { list, check, run, beginning, mapping, problems: (check && files.get(check.id)) ?? null };
}
