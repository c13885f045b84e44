import SMALL from "../../../places/small.json" with { type: "json" };
import type { EditionFigures } from "../figures.ts";
import { type Findings, fail } from "./findings.ts";
import { int, type Json, objects, said } from "./json.ts";

const small = new Set<string>(SMALL);

/**
 * States, provinces and large countries are live, too, and differ from what the leaves come to by no more than there are
 * entries that wait. Small places are shown as they stood once a day, and leaves do not name them: nothing can be said of them.
 */
export function compareLivePlaces(
  path: string,
  places: Json,
  should: EditionFigures,
  findings: Findings,
): void {
  const waiting = int(places.through_entry) - int((places.published as Json).through_entry);
  const due = byPlace(should.places);
  const live = new Map<string, number>();
  for (const { code, verified } of objects(places.places)) {
    const name = said(code);
    if (live.has(name)) fail(findings, `${path} names ${name} twice.`);
    if (!small.has(name)) live.set(name, int(verified));
  }
  for (const name of new Set([...live.keys(), ...due.keys()])) {
    const [is, then] = [live.get(name) ?? 0, due.get(name) ?? 0];
    if (!(Math.abs(is - then) <= waiting))
      fail(
        findings,
        `${path}: ${name} is ${is} live, the leaves come to ${then}, but only ${waiting} entries wait to be published.`,
      );
  }
}

/** What leaves come to for each place that is shown live: those of a country's states and provinces are in its own figure, too. */
function byPlace(places: Record<string, number>): Map<string, number> {
  const due = new Map<string, number>();
  for (const [place, verified] of Object.entries(places)) {
    if (place === "other") continue;
    const country = place.slice(0, 2);
    if (place !== country && place !== "US-other") due.set(place, verified);
    due.set(country, (due.get(country) ?? 0) + verified);
  }
  return due;
}
