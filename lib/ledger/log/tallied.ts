import type pg from "pg";
import { editionNames } from "./entries.ts";
import { differences, type Figures, NO_FIGURES } from "./figures.ts";
import { leafPlace } from "./leaf.ts";

type Client = Pick<pg.ClientBase, "query">;
type Row = {
  editionId: string;
  dimension: string;
  key: string;
  evidence: string;
  stance: string;
  count: number;
};

/** The figures of all editions as the tallies have them, places named as the log names them. */
export async function talliedFigures(client: Client): Promise<Figures> {
  const names = await editionNames(client);
  const { rows } = await client.query<Row>(
    `SELECT edition_id AS "editionId", dimension, key, evidence, stance, count FROM "Tally"
     WHERE dimension IN ('all', 'country', 'region') AND count <> 0`,
  );
  const figures: Figures = {};
  for (const row of rows) addTally(figures, names.get(row.editionId) ?? "", row);
  return figures;
}

function addTally(figures: Figures, name: string, { dimension, key, evidence, stance, count }: Row): void {
  figures[name] ??= { verified: 0, supporters: 0, by_evidence: {}, places: {} };
  const edition = figures[name];
  const isCounted = stance === "man" && evidence === "email";
  if (dimension === "all") {
    if (stance !== "man") edition.supporters += count;
    else edition.by_evidence[evidence] = (edition.by_evidence[evidence] ?? 0) + count;
    if (isCounted) edition.verified += count;
  } else if (isCounted) {
    const country = key.slice(0, 2);
    const add = (place: string, change: number) => {
      const sum = (edition.places[place] ?? 0) + change;
      if (sum === 0) delete edition.places[place];
      else edition.places[place] = sum;
    };
    // Of a country's men those who have a region are counted there.
    if (dimension === "country") add(leafPlace(key, null), count);
    else {
      add(leafPlace(country, key), count);
      add(leafPlace(country, null), -count);
    }
  }
}

/** The editions whose two sets of figures differ, and where. */
export function unequal(is: Figures, should: Figures) {
  return [...new Set([...Object.keys(is), ...Object.keys(should)])].sort().flatMap((edition) =>
    differences(is[edition] ?? NO_FIGURES, should[edition] ?? NO_FIGURES).map((found) => ({
      edition,
      ...found,
    })),
  );
}
