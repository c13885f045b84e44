import type { PositionedEntry, Stand } from "./walk.ts";

/**
 * What the tallies must be, folded here a second time, in another language and another way than lib/ledger/fold.sql: a
 * mistake in one of the two shows. Keys are `edition|dimension|key|evidence|stance`.
 */
export class TallyFold {
  counts = new Map<string, number>();

  /** Adds an entry; answers the sum of its edition, evidence and stance after it, which is its number. */
  add(entry: PositionedEntry): number {
    const isTakenAway = entry.kind === "withdrawn" || entry.kind === "invalidated";
    this.#move(entry, entry, isTakenAway ? -entry.amount : entry.amount);
    if (entry.prior && (entry.kind === "reclassified" || entry.kind === "reported"))
      this.#move(entry.prior, entry, -entry.prior.amount);
    if (entry.evidence !== "reported") this.#bump(entry, "kind", entry.kind, 1);
    return this.counts.get(tallyKey(entry, "all", "")) ?? 0;
  }

  #move(where: Stand, { at, day }: PositionedEntry, change: number): void {
    this.#bump(where, "all", "", change);
    // A reported figure is one number and says nothing of places and days.
    if (where.evidence === "reported") return;
    this.#bump(where, "country", where.country, change);
    this.#bump(where, "region", where.region, change);
    this.#bump(where, "county", where.county, change);
    this.#bump(where, "source", where.source, change);
    this.#bump(where, "team", where.teamId, change);
    this.#bump(where, "event", where.eventId, change);
    this.#bump(where, "origin", where.renewal ? "renewed" : "new", change);
    this.#bump(where, "hour", `${at.toISOString().slice(0, 13)}Z`, change);
    this.#bump(where, "day", day, change);
  }

  #bump(where: Stand, dimension: string, key: string | null, change: number): void {
    if (key === null) return;
    const name = tallyKey(where, dimension, key);
    this.counts.set(name, (this.counts.get(name) ?? 0) + change);
  }
}

export function tallyKey(
  { editionId, evidence, stance }: Pick<Stand, "editionId" | "evidence" | "stance">,
  dimension: string,
  key: string,
): string {
  return [editionId, dimension, key, evidence, stance].join("|");
}
