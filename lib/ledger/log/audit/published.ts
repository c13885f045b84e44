import { setTimeout as wait } from "node:timers/promises";
import { differences, type EditionFigures, type Figures, NO_FIGURES } from "../figures.ts";
import type { Claims } from "./claims.ts";
import { type Findings, fail } from "./findings.ts";
import { compareHistory } from "./history.ts";
import { int, type Json, objects, parse, said } from "./json.ts";
import { compareLivePlaces } from "./live-places.ts";
import type { Site } from "./site.ts";

/** How often and after how many milliseconds figures of an older checkpoint are asked for again: a cache may still hold them. */
const LOOKS = 8;

export type Compared = { edition: string; verified: number; live: number; waiting: number };
export type Asking = {
  site: Site;
  /** Leaves of the checkpoint that was rebuilt. */
  size: number;
  figures: Figures;
  claims: Claims;
  findings: Findings;
  pause: number;
  /** A campaign to compare even where no leaf speaks of it. */
  campaign?: string | undefined;
};

/** The site shows figures of a later checkpoint than the one that was rebuilt. */
export class Moved extends Error {}

/**
 * Compares what the site shows with what the leaves come to, for each campaign that the log speaks of, and each edition that
 * the log or the campaign's history names. Throws Moved when the site has published more meanwhile.
 */
export async function comparePublished(asking: Asking): Promise<Compared[]> {
  const compared: Compared[] = [];
  const logged = Object.keys(asking.figures).sort();
  const slugs = new Set(logged.map((edition) => edition.split("/")[0] as string));
  if (asking.campaign !== undefined) slugs.add(asking.campaign);
  for (const slug of slugs) {
    const shown = await compareAt(asking, `/c/${slug}`, slug, null);
    if (!shown) {
      fail(
        asking.findings,
        `/c/${slug}/count.json is missing: the log counts for a campaign that shows no figures.`,
      );
      continue;
    }
    compared.push(shown);
    const told = await compareHistory(asking, slug);
    const own = logged.filter((edition) => edition.startsWith(`${slug}/`));
    for (const edition of new Set([...own, ...told])) {
      if (edition === shown.edition) continue;
      const earlier = await compareAt(asking, `/c/${edition}`, slug, Number(edition.split("/")[1]));
      if (earlier) compared.push(earlier);
      else if (own.includes(edition))
        asking.findings.notices.push(
          `The site shows no open data for ${edition}: nothing to compare it with.`,
        );
    }
  }
  return compared;
}

/** One edition's count.json and places.json; null where the first is not there. */
async function compareAt(
  asking: Asking,
  path: string,
  slug: string,
  year: number | null,
): Promise<Compared | null> {
  const { figures, findings } = asking;
  const [countPath, placesPath] = [`${path}/count.json`, `${path}/places.json`];
  const count = await fetchAt(asking, countPath);
  if (!count) return null;
  const places = await fetchAt(asking, placesPath);
  const edition = `${slug}/${int(count.edition)}`;
  if (count.campaign !== slug || (year === null ? !int(count.edition) : count.edition !== year))
    fail(findings, `${countPath} is of ${said(count.campaign)}/${said(count.edition)}.`);
  const should = figures[edition] ?? NO_FIGURES;
  const shown = asFigures(count.published as Json, should.places);
  for (const { what, is, should: due } of differences(shown, should))
    fail(findings, `${countPath}: published ${what} is ${is}, the leaves come to ${due}.`);
  if (places) {
    comparePlaces(placesPath, places, count, should, findings);
    compareLivePlaces(placesPath, places, should, findings);
  } else fail(findings, `${placesPath} is missing.`);
  return { edition, verified: should.verified, ...compareLive(countPath, count, findings) };
}

function comparePlaces(
  path: string,
  places: Json,
  count: Json,
  should: EditionFigures,
  findings: Findings,
): void {
  if (places.edition !== count.edition) fail(findings, `${path} is of another edition than count.json.`);
  const published = places.published as Json;
  const list = objects(published.places);
  const byCode = Object.fromEntries(list.map(({ code, verified }) => [said(code), int(verified)]));
  if (Object.keys(byCode).length !== list.length) fail(findings, `${path} names a published place twice.`);
  const shown = { ...should, verified: int(published.verified), places: byCode };
  for (const { what, is, should: due } of differences(shown, should))
    fail(findings, `${path}: published ${what} is ${is}, the leaves come to ${due}.`);
  // Men whose place is not shown may be missing in the list, never the other way round.
  const countries = objects(places.places).filter(({ code }) => /^[A-Z]{2}$/.test(said(code)));
  const sum = countries.reduce((total, { verified }) => total + (verified === null ? 0 : int(verified)), 0);
  if (places.through_entry === count.through_entry && !(sum <= int(count.verified)))
    fail(findings, `${path}: its countries have ${sum} men, count.json only ${said(count.verified)}.`);
}

/** The live figures may run ahead of the published ones by as many as there are entries that wait, and no more. */
function compareLive(path: string, count: Json, findings: Findings): { live: number; waiting: number } {
  const published = count.published as Json;
  const waiting = int(count.through_entry) - int(published.through_entry);
  const live = int(count.verified);
  const evidence = (of: Json) => (of.by_evidence ?? {}) as Record<string, number>;
  const kinds = Object.keys({ ...evidence(count), ...evidence(published) }).filter(
    (kind) => kind !== "reported",
  );
  const pairs: [string, unknown, unknown][] = [
    ["verified", count.verified, published.verified],
    ["supporters", count.supporters, published.supporters],
    ...kinds.map((kind): [string, unknown, unknown] => [
      `by_evidence ${kind}`,
      evidence(count)[kind] ?? 0,
      evidence(published)[kind] ?? 0,
    ]),
  ];
  for (const [what, now, then] of pairs) {
    const surplus = int(now) - int(then);
    if (!(waiting >= 0 && Math.abs(surplus) <= waiting))
      fail(
        findings,
        `${path}: ${what} is ${said(now)} live and ${said(then)} published, but only ${waiting} entries wait to be published.`,
      );
  }
  return { live, waiting };
}

/** Open data whose published figures are those of our checkpoint; null where there is none. */
async function fetchAt({ site, size, findings, pause }: Asking, path: string): Promise<Json | null> {
  for (let look = 1; ; look++) {
    const text = await site.text(path);
    if (text === null) return null;
    const json = parse(text);
    const published = json?.published as Json | undefined;
    if (
      !json ||
      typeof published !== "object" ||
      published === null ||
      !Number.isSafeInteger(published.size)
    ) {
      fail(findings, `${path} does not say what is published.`);
      return { ...json, published: {} };
    }
    const shown = published.size as number;
    if (shown > size) throw new Moved(`${path} shows ${shown} leaves`);
    if (shown === size) {
      // Every entry of the ledger is one leaf.
      if (published.through_entry !== size)
        fail(
          findings,
          `${path}: published through_entry is ${said(published.through_entry)}, the log has ${size} leaves.`,
        );
      return json;
    }
    if (look === LOOKS) {
      fail(findings, `${path} shows figures of ${shown} leaves, the signed checkpoint has ${size}.`);
      return json;
    }
    await wait(pause);
  }
}

/** Published figures in the shape of ours; the places are compared apart. */
function asFigures(published: Json, places: Record<string, number>): EditionFigures {
  const evidence = Object.entries((published.by_evidence ?? {}) as Record<string, unknown>);
  return {
    verified: int(published.verified),
    supporters: int(published.supporters),
    by_evidence: Object.fromEntries(evidence.map(([kind, n]) => [kind, int(n)])),
    places,
  };
}
