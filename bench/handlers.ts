/**
 * Asks count.json and places.json of the sample campaign over and over, past every memory: each waits for the database. Sends
 * the median microseconds of each to its parent.
 */
import { closeDatabase, query } from "#lib/db.ts";
import { placeFigures } from "#lib/tallies/place-figures.ts";
import { figures } from "#lib/tallies/queries.ts";

const TIMES = 2_000;
const [edition] = await query<{ id: string }>(`SELECT id FROM "Edition" ORDER BY year DESC LIMIT 1`);
if (!edition) throw new Error("no edition");

async function cost(ask: () => Promise<unknown>): Promise<number> {
  for (let i = 0; i < 300; i++) await ask();
  const times: number[] = [];
  for (let i = 0; i < TIMES; i++) {
    const began = performance.now();
    await ask();
    times.push((performance.now() - began) * 1_000);
  }
  return times.toSorted((a, b) => a - b)[TIMES / 2] ?? 0;
}

const count = await cost(() => figures(edition.id));
const places = await cost(() => placeFigures(edition.id));
process.send?.({ count, places });
await closeDatabase();
