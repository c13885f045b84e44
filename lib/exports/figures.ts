import { type Cell, csvRows } from "#lib/csv.ts";
import { query } from "#lib/db.ts";
import { historyOf } from "#lib/tallies/history.ts";

export const TOTAL_COLUMNS = [
  "campaign",
  "edition",
  "dimension",
  "key",
  "evidence",
  "stance",
  "count",
] as const;
export const HISTORY_COLUMNS = [
  "campaign",
  "edition",
  "kind",
  "at",
  "key",
  "amount",
  "total",
  "publisher",
  "source",
  "url",
] as const;
type Chunk = { text: string; rows: number };

/** Every tally of an edition, as the tallier has it: for those that change by the hour that of each hour and day. */
export async function* totalLines(edition: {
  id: string;
  slug: string;
  year: number;
}): AsyncGenerator<Chunk> {
  const rows = await query<Record<(typeof TOTAL_COLUMNS)[number], Cell>>(
    `SELECT $2::text AS campaign, $3::int AS edition, dimension, key, evidence, stance, count FROM "Tally"
     WHERE edition_id = $1 ORDER BY dimension, key, evidence, stance`,
    [edition.id, edition.slug, edition.year],
  );
  yield { text: csvRows(TOTAL_COLUMNS, rows), rows: rows.length };
}

/**
 * A campaign's years, a line for each thing that happened: `goal` (set to an amount), `day` (its change and the total after it),
 * `milestone`, `reported` (a figure that others published).
 */
export async function* historyLines(slug: string): AsyncGenerator<Chunk> {
  const history = await historyOf(slug);
  for (const { year, goals, days, milestones, reported } of history?.editions ?? []) {
    const rows = [
      ...goals.map(({ at, goal }) => ({ kind: "goal", at: at.toISOString(), amount: goal })),
      ...days.map(({ day, change, total }) => ({ kind: "day", at: day, amount: change, total })),
      ...milestones.map(({ kind, key, at, ordinal, verified }) => ({
        kind: "milestone",
        at: at.toISOString(),
        key: `${kind}:${key}`,
        amount: ordinal,
        total: verified,
      })),
      ...reported.map(({ publishedOn, wording, amount, publisher, source, url }) => ({
        kind: "reported",
        at: publishedOn,
        key: wording,
        amount,
        publisher,
        source,
        url,
      })),
    ];
    const lines: Partial<Record<(typeof HISTORY_COLUMNS)[number], Cell>>[] = rows.map((row) => ({
      campaign: slug,
      edition: year,
      ...row,
    }));
    yield { text: csvRows(HISTORY_COLUMNS, lines), rows: lines.length };
  }
}
