import { geoConicEqualArea, geoEqualEarth, geoIdentity, geoPath } from "d3-geo";
import type { FeatureCollection, Geometry } from "geojson";
import { iso31661 } from "iso-3166";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import COUNTIES from "us-atlas/counties-10m.json" with { type: "json" };
import STATES from "us-atlas/states-albers-10m.json" with { type: "json" };
import COUNTRIES from "world-atlas/countries-110m.json" with { type: "json" };
import { isCountry, isCounty } from "./lists.ts";
import { outline } from "./outline.ts";
import REGIONS from "./regions.json" with { type: "json" };
import { simplify } from "./simplify.ts";

export type MapName = "us" | "world" | "wisconsin";
export type Shape = { code: string; d: string };
/** `width` and `height` of the viewBox that the paths are written for, and the land that is no place of ours. */
export type Atlas = { width: number; height: number; shapes: Shape[]; land: string };
/** `fine` for a map to read, `coarse` for a thumbnail. */
export type Grain = "fine" | "coarse";

const made = new Map<string, Atlas>();

/** The shapes of a map, made once a process. Territories, small islands and provinces have none: the table has them. */
export function atlas(name: MapName, grain: Grain): Atlas {
  const key = `${name} ${grain}`;
  const known = made.get(key) ?? MAKERS[name](grain);
  made.set(key, known);
  return known;
}

const MAKERS: Record<MapName, (grain: Grain) => Atlas> = {
  us(grain) {
    const codes = new Map(REGIONS.map(({ code, en }) => [en, code]));
    const fine = grain === "fine";
    const { features } = featuresOf(STATES, "states", fine ? 0.5 : 6);
    const scale = fine ? 2 : 0.4;
    const [width, height] = [975 * scale, Math.ceil(610 * scale)];
    // The last of the Aleutians reach out of the frame.
    const projection = geoIdentity()
      .scale(scale)
      .clipExtent([
        [0, 0],
        [width, height],
      ]);
    return collect(
      975 * scale,
      Math.ceil(610 * scale),
      features,
      projection,
      fine ? 12 : 4,
      ({ properties }) => codes.get(properties.name),
    );
  },

  world(grain) {
    const codes = new Map(iso31661.map(({ numeric, alpha2 }) => [numeric, alpha2]));
    const fine = grain === "fine";
    const { features } = featuresOf(COUNTRIES, "countries", fine ? 0.15 : 4);
    // Nobody lives in Antarctica, and it would take a fifth of the map.
    const inhabited = features.filter(({ id }) => id !== "010");
    const width = fine ? 2000 : 480;
    const projection = geoEqualEarth().rotate([-11, 0]);
    const land = { type: "FeatureCollection" as const, features: inhabited };
    projection.fitWidth(width, land);
    const height = Math.ceil(geoPath(projection).bounds(land)[1][1]);
    return collect(width, height, inhabited, projection, fine ? 12 : 3, ({ id }) => {
      const code = codes.get(String(id));
      // Puerto Rico is a place under the United States, and a square on their map.
      return code === "PR" ? "US" : code;
    });
  },

  wisconsin(grain) {
    const fine = grain === "fine";
    const { features } = featuresOf(COUNTIES, "counties", fine ? 0.0004 : 0.01);
    const counties = features.filter(({ id }) => isCounty(String(id)));
    const [width, height] = fine ? [1150, 1200] : [288, 300];
    const projection = geoConicEqualArea().rotate([89.8, 0]).parallels([43, 46.5]);
    projection.fitSize([width, height], { type: "FeatureCollection", features: counties });
    return collect(width, height, counties, projection, fine ? 12 : 3, ({ id }) => String(id));
  },
};

type Named = { name: string };
type Feature = FeatureCollection<Geometry, Named>["features"][number];

function featuresOf(topology: unknown, object: string, least: number): FeatureCollection<Geometry, Named> {
  const simple = simplify(topology as Topology, least);
  return feature(simple, simple.objects[object] as GeometryCollection<Named>);
}

function collect(
  width: number,
  height: number,
  features: Feature[],
  projection: Parameters<typeof outline>[1],
  least: number,
  codeOf: (feature: Feature) => string | undefined,
): Atlas {
  const paths = new Map<string, string>();
  for (const shape of features) {
    const code = codeOf(shape);
    const key = code !== undefined && (isCountry(code) || isCounty(code) || code.includes("-")) ? code : "";
    paths.set(key, (paths.get(key) ?? "") + outline(shape, projection, least));
  }
  const land = paths.get("") ?? "";
  paths.delete("");
  return { width, height, land, shapes: [...paths].map(([code, d]) => ({ code, d })) };
}
