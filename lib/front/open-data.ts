import { noOpenData } from "#lib/open-data.ts";
import { type Finished, finish } from "./finished.ts";
import { DATA } from "./headers.ts";
import { findHot } from "./hot.ts";
import { createMemory } from "./memory.ts";

/** Milliseconds for which one answer serves everybody. */
const FRESH_FOR = 1_000;

/**
 * The memory of open data, by path: a crowd that polls costs one query a second. When the second is over the next one
 * waits for new figures; while the database is away the last ones go on.
 */
export function rememberOpenData(origin: string, extra: Record<string, string>) {
  return createMemory({
    freshFor: FRESH_FOR,
    staleFor: 0,
    capacity: 500,
    make: async (path) => {
      const found = findHot("GET", path);
      if (!found || "allow" in found) throw new Error("only addresses of open data are asked for");
      const response = await found.hot.handler(new Request(origin + path), found.params);
      return { finished: await finishData(response, extra), keep: response.status === 200 };
    },
  });
}

/** One answer for all addresses under campaigns that there are not, so that asking for many of them fills no memory. */
export function finishNothing(extra: Record<string, string>): Promise<Finished> {
  return finishData(noOpenData(), extra);
}

async function finishData(response: Response, extra: Record<string, string>): Promise<Finished> {
  const headers = { ...DATA, ...extra, ...Object.fromEntries(response.headers) };
  return finish(response.status, headers, Buffer.from(await response.arrayBuffer()));
}
