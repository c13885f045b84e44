import type { LegendProps } from "#components/map-legend.tsx";
import type { MapPlace, MapProps, MapSquare } from "#components/place-map.tsx";
import { US_TERRITORIES } from "#lib/places/lists.ts";
import { atlas, type MapName } from "#lib/places/shapes.ts";
import { SHOWN_FROM, type ShownCell } from "#lib/places/small-places.ts";
import { type Step, shadeOf, stepOf, stepsOf } from "#lib/places/steps.ts";
import type { PlaceFigures } from "#lib/tallies/place-figures.ts";
import { type Locale, number, words } from "#lib/words.ts";
import { menOf, nameOf, placePath } from "./place-words.ts";

/** A map with its legend, ready to be drawn. Its classes are those of the figures on it. */
export function mapProps(
  locale: Locale,
  slug: string,
  name: MapName,
  figures: PlaceFigures,
): { map: MapProps; legend: LegendProps } {
  const t = words(locale, "map");
  const { width, height, shapes, land } = atlas(name, "fine");
  const squareCodes = name === "us" ? US_TERRITORIES.map((code) => `US-${code}`) : [];
  const drawn = new Set([...squareCodes, ...shapes.map(({ code }) => code)]);
  const cells = new Map(
    cellsOf(figures).flatMap((cell) => (drawn.has(cell.code) ? [[cell.code, cell]] : [])),
  );
  const steps = stepsOf([...cells.values()].map(({ verified }) => verified ?? 0));
  const place = ({ code, verified }: ShownCell) => ({
    code,
    shade: verified === null ? ("few" as const) : shadeOf(stepOf(steps, verified), steps.length),
    href: placePath(locale, slug, code),
    name: t("place", { place: nameOf(locale, code), figure: menOf(locale, verified) }),
  });
  const places: MapPlace[] = shapes.flatMap(({ code, d }) => {
    const cell = cells.get(code);
    return cell ? [{ ...place(cell), d }] : [];
  });
  // In the order in which somebody goes through them by keyboard.
  const { compare } = new Intl.Collator(locale);
  places.sort((a, b) => compare(a.name, b.name));
  const squares: MapSquare[] = squareCodes.map((code) => {
    const cell = cells.get(code);
    const short = code.slice(3);
    return cell ? { ...place(cell), short } : { code, short, shade: "none", name: "" };
  });
  const empty = shapes.filter(({ code }) => !cells.has(code));
  return {
    map: {
      id: `map-${name}`,
      label: t(`maps.${name}`),
      width,
      height,
      land: land + empty.map(({ d }) => d).join(""),
      places,
      squares,
    },
    legend: {
      id: `map-${name}`,
      label: t("legend"),
      steps: steps.map((step, i) => ({ text: stepLabel(locale, step), shade: shadeOf(i, steps.length) })),
      few: [...cells.values()].some(({ verified }) => verified === null)
        ? t("few", { count: SHOWN_FROM })
        : undefined,
      none: t("none"),
    },
  };
}

/** Every place that has a figure or a hidden one. */
export function cellsOf({ places, counties }: PlaceFigures): ShownCell[] {
  return [...places, ...(counties?.places ?? [])];
}

function stepLabel(locale: Locale, { from, to }: Step): string {
  const start = number(locale, from);
  if (to === null) return words(locale, "map")("andMore", { from: start });
  return from === to ? start : `${start}–${number(locale, to)}`;
}
