import type { Leaf } from "./leaf-data.ts";

/** What the leaves of one edition come to. Nothing that is zero is listed in `by_evidence` and `places`. */
export type EditionFigures = {
  /** Men by e-mail. */
  verified: number;
  supporters: number;
  /** Men by how they are known. */
  by_evidence: Record<string, number>;
  /** Men by e-mail by the leaf's place: `US-WI`, `KE`, `US-other`, `other`. */
  places: Record<string, number>;
};

/** By edition, `sample/2026`. */
export type Figures = Record<string, EditionFigures>;

/** What a leaf says that there is more or less of: `amount` at one place, evidence and stance. */
type Stand = { stance: string; evidence: string; place?: string | undefined };

/** Adds a leaf to the figures, in place. A batch is shuffled, so that only after its last leaf no figure is below zero. */
export function applyLeaf(figures: Figures, leaf: Leaf): void {
  figures[leaf.edition] ??= { verified: 0, supporters: 0, by_evidence: {}, places: {} };
  const edition = figures[leaf.edition] as EditionFigures;
  const amount = leaf.amount ?? 1;
  const isTakenAway = leaf.kind === "withdrawn" || leaf.kind === "invalidated";
  add(edition, leaf, isTakenAway ? -amount : amount);
  if (leaf.was) add(edition, leaf.was, -(leaf.was.amount ?? 1));
}

function add(edition: EditionFigures, { stance, evidence, place }: Stand, change: number): void {
  if (stance !== "man") {
    edition.supporters += change;
    return;
  }
  bump(edition.by_evidence, evidence, change);
  if (evidence !== "email") return;
  edition.verified += change;
  if (place) bump(edition.places, place, change);
}

function bump(counts: Record<string, number>, key: string, change: number): void {
  const count = (counts[key] ?? 0) + change;
  if (count === 0) delete counts[key];
  else counts[key] = count;
}

/** The figures of an edition that no leaf speaks of. */
export const NO_FIGURES: EditionFigures = { verified: 0, supporters: 0, by_evidence: {}, places: {} };

export type Difference = { what: string; is: number; should: number };

/** Where two sets of figures of an edition differ; `what` is like `places US-WI`. None where they agree. */
export function differences(is: EditionFigures, should: EditionFigures): Difference[] {
  const flat = (figures: EditionFigures) =>
    new Map<string, number>([
      ["verified", figures.verified],
      ["supporters", figures.supporters],
      ...Object.entries(figures.by_evidence).map(([key, n]) => [`by_evidence ${key}`, n] as const),
      ...Object.entries(figures.places).map(([key, n]) => [`places ${key}`, n] as const),
    ]);
  const [left, right] = [flat(is), flat(should)];
  return [...new Set([...left.keys(), ...right.keys()])]
    .map((what) => ({ what, is: left.get(what) ?? 0, should: right.get(what) ?? 0 }))
    .filter((found) => found.is !== found.should);
}
