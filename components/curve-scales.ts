import { scaleLinear } from "d3-scale";

export type Curve = {
  key: string;
  label: string;
  points: { x: number; total: number }[];
  /** The one that the page is about; the others stay in the background. */
  isMain: boolean;
  /** No count but how one would have to grow: dotted, and without its name, which stands in the text. */
  isPace?: boolean;
};
/** What is expected at a day to come, as a range. */
export type Outlook = { x: number; low: number; high: number; label: string };
export type Size = { width: number; height: number };

const ABOVE = 28;
const BELOW = 30;
const EDGE = 14;
/** Of a digit or comma of 13 px. */
const DIGIT = 7.6;

type Wanted = {
  curves: Curve[];
  goal: number | null;
  outlook?: Outlook | null;
  days: number;
  size: Size;
  number: (value: number) => string;
};

/**
 * The scales of a picture of curves, its ticks, and whether the goal fits into it without flattening the curves. Left of
 * them is room for the numbers of the ticks; the curves' names at their ends fit in.
 */
export function curveScales({ curves, goal, outlook = null, days, size, number }: Wanted) {
  const counts = curves
    .filter(({ isPace }) => !isPace)
    .flatMap(({ points }) => points.map(({ total }) => total));
  const highest = Math.max(1, outlook?.high ?? 0, ...counts);
  const showsGoal = goal !== null && goal <= highest * 3;
  const y = scaleLinear([0, Math.max(highest, showsGoal ? goal : 0) * 1.08], [size.height - BELOW, ABOVE]);
  const yTicks = whole(y.ticks(4));
  const left = 10 + longest([...yTicks.map(number), "Days"]);
  const right = Math.min(size.width - EDGE, ...curves.map((curve) => rightFor(curve, left, days, size)));
  const x = scaleLinear([0, Math.max(2, days)], [left, right]);
  return { x, y, showsGoal, xTicks: whole(x.ticks((right - left) / 56)), yTicks };
}

/** How far to the right the last day may lie for the name at a curve's end to fit in. */
function rightFor({ points, label, isPace }: Curve, left: number, days: number, size: Size): number {
  if (isPace) return Infinity;
  const end = points.at(-1)?.x ?? 0;
  const room = size.width - 14 - longest([label]) - left;
  return end > 0 ? left + (room * days) / end : Infinity;
}

function whole(ticks: number[]): number[] {
  return ticks.filter((tick) => Number.isInteger(tick) && tick > 0);
}

function longest(texts: string[]): number {
  return DIGIT * Math.max(1, ...texts.map(({ length }) => length));
}

/** Moves labels apart that would lie over each other: heights in, heights out, at least `gap` between two, none below `floor`. */
export function apart(heights: number[], gap: number, floor: number): number[] {
  const order = heights.map((height, index) => ({ height, index })).sort((a, b) => b.height - a.height);
  let below = floor + gap;
  const placed = [...heights];
  for (const { height, index } of order) {
    below = Math.min(height, below - gap);
    placed[index] = below;
  }
  return placed;
}
