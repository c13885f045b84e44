/** A class of a map: figures from `from` to `to`, both included; the last one has no end. */
export type Step = { from: number; to: number | null };

/** As many as an eye tells apart in one hue. */
const STEPS = 5;
/** What thresholds are rounded to, times a power of ten. */
const ROUND = [1, 1.5, 2, 3, 5, 7, 10];

/**
 * Up to five classes for the figures of a map, each with a place in it. Up to five different figures have a class each; more
 * are parted into fifths, from round figures on. One large state so leaves the others their shades.
 */
export function stepsOf(figures: number[]): Step[] {
  const sorted = figures.filter((figure) => figure > 0).sort((a, b) => a - b);
  const different = [...new Set(sorted)];
  const starts = different.length <= STEPS ? different : fifths(sorted);
  return starts.map((from, i) => {
    const next = starts[i + 1];
    return { from, to: next === undefined ? null : next - 1 };
  });
}

/** The class of a figure, from 0; -1 below the first. */
export function stepOf(steps: Step[], figure: number): number {
  return steps.findLastIndex(({ from }) => figure >= from);
}

/** The shade of a class, from 0 (light) to 4 (dark): few classes are spread over the whole hue. */
export function shadeOf(step: number, count: number): number {
  return count < 2 ? STEPS - 2 : Math.round((step * (STEPS - 1)) / (count - 1));
}

function fifths(sorted: number[]): number[] {
  const starts = [roundDown(sorted[0] ?? 1)];
  for (let i = 1; i < STEPS; i++) {
    const start = roundDown(sorted[Math.floor((i * sorted.length) / STEPS)] ?? 1);
    const before = starts.at(-1) ?? 0;
    // Rounding must leave no class empty.
    if (start > before && sorted.some((figure) => figure >= before && figure < start)) starts.push(start);
  }
  return starts;
}

/** 48,213 as 30,000, 17 as 15, 4 as 3. */
function roundDown(figure: number): number {
  const power = 10 ** Math.floor(Math.log10(figure));
  const round = ROUND.findLast((r) => r * power <= figure && Number.isInteger(r * power));
  return (round ?? 1) * power;
}
