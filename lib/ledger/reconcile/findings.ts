/** Something that does not agree. Ids, places and counts only: it is kept, logged and shown in public. */
export type Finding = { check: Check; what: string; is: Value; should: Value };
export type Check = "tally" | "position" | "pledge" | "log";
type Value = string | number | null;

/** What is kept of each; all are counted. */
const KEPT = 100;

/** Collects what is found. */
export class Findings {
  kept: Finding[] = [];
  found = 0;
  byCheck: Record<Check, number> = { tally: 0, position: 0, pledge: 0, log: 0 };

  /** One finding, or `times` of the same kind of which this is one. */
  add(check: Check, what: string, is: Value, should: Value, times = 1): void {
    this.found += times;
    this.byCheck[check] += times;
    if (this.kept.length < KEPT) this.kept.push({ check, what, is, should });
  }
}
