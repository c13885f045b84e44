import { type GeoPermissibleObjects, geoPath } from "d3-geo";

type Point = [number, number];
type Projection = Parameters<typeof geoPath>[0];

/**
 * An SVG path of a shape in whole units, each point as the step from the one before: a third of the bytes that d3 writes.
 * Rings of less than `least` square units are left out, but never the largest one; a place too small to have a ring is a dot.
 */
export function outline(shape: GeoPermissibleObjects, projection: Projection, least: number): string {
  const rings = ringsOf(shape, projection);
  const largest = Math.max(...rings.map(area));
  if (largest <= 0) return dot(rings[0]?.[0] ?? [0, 0]);
  return rings
    .filter((ring) => area(ring) >= Math.min(least, largest))
    .map(write)
    .join("");
}

/** What d3 would draw on a canvas, in whole units, each ring without points that fall together. */
function ringsOf(shape: GeoPermissibleObjects, projection: Projection): Point[][] {
  const rings: Point[][] = [];
  const add = (x: number, y: number) => {
    const point: Point = [Math.round(x), Math.round(y)];
    const ring = rings.at(-1);
    const last = ring?.at(-1);
    if (last?.[0] !== point[0] || last[1] !== point[1]) ring?.push(point);
  };
  const context = {
    moveTo(x: number, y: number) {
      rings.push([]);
      add(x, y);
    },
    lineTo: add,
    beginPath() {},
    closePath() {},
    arc() {},
  };
  geoPath(projection, context)(shape);
  return rings;
}

function area(ring: Point[]): number {
  let double = 0;
  for (const [i, [x, y]] of ring.entries()) {
    const [nextX, nextY] = ring[(i + 1) % ring.length] ?? [x, y];
    double += x * nextY - nextX * y;
  }
  return Math.abs(double) / 2;
}

function write(ring: Point[]): string {
  let [x, y] = ring[0] ?? [0, 0];
  let path = `M${x} ${y}l`;
  for (const [nextX, nextY] of ring.slice(1)) {
    path += `${step(nextX - x, !path.endsWith("l"))}${step(nextY - y, true)}`;
    [x, y] = [nextX, nextY];
  }
  return `${path}z`;
}

function dot([x, y]: Point): string {
  return `M${x} ${y - 1}l1 1-1 1-1-1z`;
}

/** A minus sign parts two numbers as a space does. */
function step(value: number, isNext: boolean): string {
  return isNext && value >= 0 ? ` ${value}` : String(value);
}
