import { atlas } from "./shapes.ts";
import type { ShownCell } from "./small-places.ts";
import { shadeOf, stepOf, stepsOf } from "./steps.ts";

/** The states in their shades, one path for each shade, as `SmallMap` draws them; hidden figures as none. */
export function thumbnail(cells: ShownCell[]) {
  const { width, height, shapes } = atlas("us", "coarse");
  const verified = new Map(cells.map((cell) => [cell.code, cell.verified ?? 0]));
  const steps = stepsOf(shapes.map(({ code }) => verified.get(code) ?? 0));
  const byStep = Map.groupBy(shapes, ({ code }) => stepOf(steps, verified.get(code) ?? 0));
  const drawn = (step: number) => (byStep.get(step) ?? []).map(({ d }) => d).join("");
  return {
    width,
    height,
    land: drawn(-1),
    layers: steps.map((_, step) => ({ name: `shade-${shadeOf(step, steps.length)}`, d: drawn(step) })),
  };
}
