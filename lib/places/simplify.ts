import type { Topology } from "topojson-specification";

type Point = [number, number];

/**
 * A topology with fewer points: whatever makes a triangle of less than `least` (square units of the topology) with its
 * neighbours goes, the smallest first (Visvalingam and Whyatt 1993). Arcs are shared between neighbours and their ends stay,
 * so that borders still meet. Answers plain coordinates, without a transform.
 */
export function simplify(topology: Topology, least: number): Topology {
  const { transform, ...plain } = topology;
  const [kx, ky] = transform?.scale ?? [1, 1];
  const [dx, dy] = transform?.translate ?? [0, 0];
  const arcs = topology.arcs.map((arc) => {
    let [x, y] = [0, 0];
    return thin(
      arc.map(([stepX = 0, stepY = 0]): Point => {
        // Quantized arcs hold steps, plain ones places.
        [x, y] = transform ? [x + stepX, y + stepY] : [stepX, stepY];
        return [x * kx + dx, y * ky + dy];
      }),
      least,
    );
  });
  return { ...plain, arcs };
}

function thin(points: Point[], least: number): Point[] {
  const [first, last] = [points[0], points.at(-1)];
  const isRing = first?.[0] === last?.[0] && first?.[1] === last?.[1];
  const kept = [...points];
  // An island stays a triangle at least.
  while (kept.length > (isRing ? 4 : 2)) {
    let at = 0;
    let smallest = least;
    for (let i = 1; i < kept.length - 1; i++) {
      const size = triangle(kept[i - 1], kept[i], kept[i + 1]);
      if (size < smallest) [at, smallest] = [i, size];
    }
    if (at === 0) break;
    kept.splice(at, 1);
  }
  return kept;
}

function triangle(a: Point = [0, 0], b: Point = [0, 0], c: Point = [0, 0]): number {
  return Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2;
}
