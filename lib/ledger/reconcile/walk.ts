import type pg from "pg";

/** Anything that one can ask: a connection within its transaction. */
export type Asked = Pick<pg.ClientBase, "query">;

/** Where an entry stands in the tallies. */
export type Stand = {
  editionId: string;
  evidence: string;
  stance: string;
  amount: number;
  country: string;
  region: string | null;
  county: string | null;
  source: string;
  teamId: string | null;
  eventId: string | null;
  renewal: boolean;
};
export type PositionedEntry = Stand & {
  position: number;
  number: number;
  /** Null where a position leads to no entry; then nothing else is known either. */
  id: string | null;
  kind: string;
  at: Date;
  /** The day of `at` in the edition's time zone. */
  day: string;
  prior: (Stand & { position: number | null }) | null;
};

/** Entries at a time: so many are in memory at once, however long the ledger is. */
const CHUNK = 2_500;

const stand = (of: string) =>
  `'editionId', ${of}.edition_id, 'evidence', ${of}.evidence, 'stance', ${of}.stance, 'amount', ${of}.amount,
   'country', ${of}.country, 'region', ${of}.region, 'county', ${of}.county, 'source', ${of}.source,
   'teamId', ${of}.team_id, 'eventId', ${of}.event_id, 'renewal', ${of}.renewal`;

/** Every position above `after` in its order, with its entry and the entry before that in the same story. */
export async function* walk(client: Asked, after = 0): AsyncGenerator<PositionedEntry[]> {
  for (let last = after; ; ) {
    const { rows } = await client.query<PositionedEntry>(
      `SELECT p.position::float8 AS position, p.number, e.id, e.kind, e.at, e.edition_id AS "editionId", e.evidence, e.stance,
         e.amount, e.country, e.region, e.county, e.source, e.team_id AS "teamId", e.event_id AS "eventId", e.renewal,
         to_char(e.at AT TIME ZONE d.time_zone, 'YYYY-MM-DD') AS day,
         CASE WHEN q.id IS NOT NULL THEN json_build_object(${stand("q")}, 'position', qp.position) END AS prior
       FROM "LedgerPosition" p
         LEFT JOIN "LedgerEntry" e ON e.id = p.entry_id
         LEFT JOIN "Edition" d ON d.id = e.edition_id
         LEFT JOIN "LedgerEntry" q ON q.id = e.prior_id
         LEFT JOIN "LedgerPosition" qp ON qp.entry_id = q.id
       WHERE p.position > $1 ORDER BY p.position LIMIT ${CHUNK}`,
      [last],
    );
    if (rows.length > 0) yield rows;
    if (rows.length < CHUNK) return;
    last = rows.at(-1)?.position ?? last;
  }
}
