import { setTimeout as wait } from "node:timers/promises";
import { NO_FIGURES } from "../figures.ts";
import { compareClaims } from "./claims.ts";
import { type Findings, fail, noFindings } from "./findings.ts";
import { int, type Json, object, objects, parse } from "./json.ts";
import type { Asking } from "./published.ts";

/** Looks at figures that do not fit: two answers that a cache has kept may be of different moments. */
const LOOKS = 4;

/**
 * Compares what a campaign's history says of each edition with the leaves, and with itself: the days and the men by origin
 * must come to the count. Answers the editions that it names.
 */
export async function compareHistory(asking: Asking, slug: string): Promise<string[]> {
  for (let look = 1; ; look++) {
    const found = noFindings();
    const editions = await compareOnce(asking, slug, found);
    if (found.failures.length === 0 || look === LOOKS) {
      for (const failure of found.failures) fail(asking.findings, failure);
      return editions;
    }
    await wait(asking.pause);
  }
}

async function compareOnce(
  { site, size, figures, claims }: Asking,
  slug: string,
  found: Findings,
): Promise<string[]> {
  const path = `/c/${slug}/history.json`;
  const history = parse((await site.text(path)) ?? "");
  if (!history) {
    fail(found, `${path} is missing, or is no JSON.`);
    return [];
  }
  // Asked after the history: nothing is in that which this does not know of.
  const count = parse((await site.text(`/c/${slug}/count.json`)) ?? "");
  const waiting = int(count?.through_entry) - size;
  // Years in which nothing can have been counted need no look.
  const editions = objects(history.editions).filter(
    ({ edition }) => int(edition) >= 2000 && int(edition) < 3000,
  );
  for (const edition of editions) {
    const name = `${slug}/${int(edition.edition)}`;
    const should = figures[name] ?? NO_FIGURES;
    const where = `${path}, ${int(edition.edition)}`;
    compareSums(where, edition, found);
    for (const what of ["verified", "supporters"] as const)
      if (!(Math.abs(int(edition[what]) - should[what]) <= waiting))
        fail(
          found,
          `${where}: ${what} is ${int(edition[what])}, the leaves come to ${should[what]}, but only ${waiting} entries wait to be published.`,
        );
    const due = claims.get(name) ?? new Set();
    compareClaims(where, { edition: name, shown: objects(edition.reported), due, waiting }, found);
  }
  return editions.map(({ edition }) => `${slug}/${int(edition)}`);
}

/** All figures of one edition are of one moment. */
function compareSums(where: string, edition: Json, found: Findings): void {
  const verified = int(edition.verified);
  const origin = object(edition.origin);
  let total = 0;
  for (const { day, change, total: shown } of objects(edition.days)) {
    total += int(change);
    if (int(shown) !== total) {
      fail(found, `${where}: after ${JSON.stringify(day)} the days come to ${total}, not to ${int(shown)}.`);
      return;
    }
  }
  const sums: [string, number][] = [
    ["the days", total],
    ["new and renewed", int(origin.new) + int(origin.renewed)],
    ["those by e-mail", int(object(edition.by_evidence).email)],
  ];
  for (const [what, sum] of sums)
    if (sum !== verified) fail(found, `${where}: ${what} come to ${sum}, verified is ${verified}.`);
}
