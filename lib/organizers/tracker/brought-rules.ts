/** Deeper chains of share links count as this deep: following them further would cost more than anybody learns from it. */
export const DEEPEST = 10;

/** Of an edition: counted men by how many share links deep they are, and by the week in which they were first counted. */
export type Brought = {
  /** At 0 who came by himself, at 1 whom he brought, and so on; at DEEPEST those and deeper. */
  generations: number[];
  /** By the Monday of the week, `2026-11-16`: the men of that week, and the men whom they brought, whenever that was. */
  weeks: Record<string, { men: number; brought: number }>;
};
/** What a stretch of the ledger adds to one of the figures. */
export type Change = {
  editionId: string;
  figure: "generation" | "men" | "brought";
  key: string;
  change: number;
};

export const NOBODY: Brought = { generations: [], weeks: {} };

/** The figures after some changes; those given stay as they are. */
export function afterChanges(
  before: Record<string, Brought>,
  changes: readonly Change[],
): Record<string, Brought> {
  const after = structuredClone(before);
  for (const { editionId, figure, key, change } of changes) {
    after[editionId] ??= structuredClone(NOBODY);
    const { generations, weeks } = after[editionId];
    if (figure === "generation") {
      while (generations.length <= Number(key)) generations.push(0);
      generations[Number(key)] = (generations[Number(key)] ?? 0) + change;
    } else {
      weeks[key] ??= { men: 0, brought: 0 };
      weeks[key][figure] += change;
    }
  }
  return after;
}

export type Cohort = { week: string; men: number; brought: number; k: number | null };

/** The weeks in which anybody was counted, the newest first. K is how many men each man of the week has brought so far. */
export function cohortsOf({ weeks }: Brought): Cohort[] {
  return Object.entries(weeks)
    .filter(([, { men, brought }]) => men > 0 || brought > 0)
    .map(([week, { men, brought }]) => ({ week, men, brought, k: men > 0 ? brought / men : null }))
    .sort((a, b) => (a.week < b.week ? 1 : -1));
}
