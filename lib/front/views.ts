import type { IncomingMessage } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { now } from "#lib/clock.ts";
import { log } from "#lib/log.ts";
import type { PageViews } from "#lib/tallies/page-views.ts";
import { type PublicPage, publicPage } from "./addresses.ts";

/** Milliseconds between two writes. */
const EVERY = 5_000;

/** Programs that say so (and no phones of the make Cubot). Read to leave them out, and kept nowhere. */
const PROGRAM =
  /(?<!cu)bot|crawl|spider|slurp|preview|monitor|headless|lighthouse|externalhit|embedly|curl|wget|python|java\/|okhttp|go-http|node/i;

/**
 * Whether a GET looks like a person's browser opening a page: not one that loads it in advance, in a frame or by script, and
 * no program that says that it is one. Programs that pretend are counted.
 */
export function isVisit({ method, headers }: Pick<IncomingMessage, "method" | "headers">): boolean {
  if (method !== "GET") return false;
  if (headers["sec-purpose"] || headers.purpose === "prefetch" || headers["x-moz"] === "prefetch")
    return false;
  const destination = headers["sec-fetch-dest"];
  if (destination !== undefined && destination !== "document") return false;
  const agent = headers["user-agent"];
  return agent !== undefined && !PROGRAM.test(agent);
}

/**
 * Counts visits to public pages of campaigns: `kept` where the answer was remembered, by its path, `made` where it was made. What is
 * nobody's campaign is not counted, so neither are pages behind a token: mail scanners follow those links.
 */
export function watchVisits(views: Pick<PageViews, "count">) {
  // Most visits are to few pages; bounded like the memory of pages.
  const known = new Map<string, PublicPage | null>();

  function kept(req: IncomingMessage, path: string): void {
    let page = known.get(path);
    if (page === undefined) {
      if (known.size >= 500) known.clear();
      page = publicPage(path);
      known.set(path, page);
    }
    if (page) made(req, page);
  }

  function made(req: IncomingMessage, { pattern, params }: PublicPage): void {
    if (params.slug !== undefined && isVisit(req)) views.count(params.slug, pattern, now());
  }

  return { kept, made };
}

/** Writes what was counted every few seconds until `signal` aborts. While the database is away the counts wait. */
export async function keepFlushing(views: Pick<PageViews, "flush">, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await wait(EVERY, undefined, { ref: false, signal }).catch(() => {});
    await views
      .flush()
      .catch(() => log.debug({ event: "views.waiting" }, "page views wait for the database"));
  }
}
