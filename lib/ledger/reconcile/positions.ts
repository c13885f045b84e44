import type { Findings } from "./findings.ts";
import type { Asked, PositionedEntry } from "./walk.ts";

/** Positions run from 1 without a gap, each leads to an entry that comes after its prior, and says its right number. */
export class PositionCheck {
  last = 0;
  #findings: Findings;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /** The next position, and the number that the fold has come to with it. */
  add(entry: PositionedEntry, number: number): void {
    this.#follow(entry);
    const { position, prior } = entry;
    if (entry.number !== number)
      this.#findings.add(
        "position",
        `number of position ${position}, entry ${entry.id}`,
        entry.number,
        number,
      );
    if (prior && (prior.position === null || prior.position >= position))
      this.#findings.add(
        "position",
        `what position ${position} follows`,
        prior.position,
        "an earlier position",
      );
  }

  /** A position that leads to no entry. */
  addEmpty(entry: PositionedEntry): void {
    this.#follow(entry);
    this.#findings.add("position", `entry of position ${entry.position}`, null, "an entry");
  }

  #follow({ position }: PositionedEntry): void {
    const missing = position - this.last - 1;
    if (missing > 0) {
      const span =
        missing === 1 ? `position ${position - 1}` : `positions ${this.last + 1} to ${position - 1}`;
      this.#findings.add("position", span, null, missing, missing);
    }
    this.last = position;
  }
}

/** Entries may wait for their position so long; then the tallier is behind, or dead, or has overlooked them. */
const WAIT = "2 minutes";

/** What the tallier believes to have done, and what it has left undone. */
export async function checkTallier(client: Asked, last: number, findings: Findings): Promise<void> {
  const { rows } = await client.query<{ position: number }>(
    `SELECT position::float8 AS position FROM "TallierState" WHERE id = 1`,
  );
  if (rows[0]?.position !== last)
    findings.add("position", "the tallier's last position", rows[0]?.position ?? null, last);
  const waiting = await client.query<{ id: string; total: number }>(
    `SELECT e.id, count(*) OVER ()::int AS total FROM "LedgerEntry" e
       WHERE NOT EXISTS (SELECT FROM "LedgerPosition" p WHERE p.entry_id = e.id)
         AND e.at < clock_timestamp() - interval '${WAIT}'
       ORDER BY e.at LIMIT 1`,
  );
  const [first] = waiting.rows;
  if (first)
    findings.add("position", `entries without a position, first ${first.id}`, first.total, 0, first.total);
}
