import { query } from "#lib/db.ts";

/** How many who count signed which version, as it was at `at`. */
export type TextSigners = { at: string; entries: number; versions: Record<string, number> };

/** By edition. One row: there are as many editions as years. */
const SETTING = "texts.signers";

/**
 * Counts, for the page of the pledge texts, how many who count signed which version, by edition. The page reads what this
 * keeps, so that no view of it counts pledges. An edition is counted again only after its ledger has grown.
 */
export async function refreshTextSigners(): Promise<void> {
  const due = await query<{ id: string; entries: number }>(
    `SELECT t.edition_id AS id, sum(t.count)::int AS entries FROM "Tally" t
     LEFT JOIN "Setting" s ON s.name = $1
     WHERE t.dimension = 'kind' AND t.evidence <> 'reported'
     GROUP BY t.edition_id, s.value
     HAVING sum(t.count) IS DISTINCT FROM (s.value->t.edition_id::text->>'entries')::int`,
    [SETTING],
  );
  for (const { id, entries } of due)
    await query(
      `INSERT INTO "Setting" AS s (name, value, changed_at)
       SELECT $1, jsonb_build_object($2::text, jsonb_build_object('at', clock_timestamp(), 'entries', $3::int,
           'versions', coalesce(jsonb_object_agg(version, n), '{}'))), clock_timestamp()
       FROM (SELECT p.text_version AS version, count(*) AS n FROM "Pledge" p
             WHERE p.edition_id = $2::uuid AND is_counted(p) GROUP BY 1) AS counted
       ON CONFLICT (name) DO UPDATE SET value = s.value || excluded.value, changed_at = excluded.changed_at`,
      [SETTING, id, entries],
    );
}

/** What was counted last, by the edition's id; an edition that was never counted is missing. */
export async function textSigners(): Promise<Map<string, TextSigners>> {
  const [row] = await query<{ value: Record<string, TextSigners> }>(
    `SELECT value FROM "Setting" WHERE name = $1`,
    [SETTING],
  );
  return new Map(Object.entries(row?.value ?? {}));
}
