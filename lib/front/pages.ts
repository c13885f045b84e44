import { createHash } from "node:crypto";
import { type ProblemStatus, problem } from "#lib/http.ts";
import type { Locale } from "#lib/words.ts";
import { splitLocale } from "./addresses.ts";
import { type Answer, ask, type NextHandler } from "./ask.ts";
import { splitAtCodes } from "./codes.ts";
import { statusOfNextFailure } from "./failures.ts";
import { type Finished, finish } from "./finished.ts";
import { NEVER_STORED, PAGE, SHARED_PAGE_CACHING } from "./headers.ts";
import { createMemory, type Made } from "./memory.ts";
import { strip } from "./strip.ts";

type Asking = {
  handle: NextHandler;
  /** What Next is told about the outside: host and scheme. */
  outside: Record<string, string>;
  /** Headers of every answer. */
  extra: Record<string, string>;
};

/** Milliseconds for which a remembered page needs no second look, as its `s-maxage` says. */
const FRESH_FOR = 5_000;
/** And for which it is given while another is made. Next waits for a new one after as long (`expireTime`). */
const STALE_FOR = 60_000;

/** The memory of shared pages, by path alone. Nothing of a visitor is passed on to Next, so nothing of him can stay. */
export function rememberPages(asking: Asking, clock?: () => number) {
  const sources = new WeakMap<Finished, string>();
  async function make(path: string, previous: Finished | undefined): Promise<Made> {
    const answer = await ask(asking.handle, path, { headers: asking.outside });
    const source = createHash("sha256").update(answer.body).digest("base64");
    // Looked at again and found the same: spares stripping and packing it.
    if (previous && answer.status === 200 && sources.get(previous) === source)
      return { finished: previous, keep: true };
    const keep = isKeepable(answer);
    const made = await finishPage(
      answer,
      splitLocale(path).locale,
      asking,
      keep ? SHARED_PAGE_CACHING : NEVER_STORED,
    );
    sources.set(made, source);
    return { finished: made, keep: keep && made.status === 200 };
  }
  return createMemory({ make, freshFor: FRESH_FOR, staleFor: STALE_FOR, capacity: 500, clock });
}

/** A page for one visitor: his cookie and his query are passed on, and nobody may store the answer. */
export async function makePersonalPage(
  asking: Asking,
  url: string,
  locale: Locale,
  headers: Record<string, string>,
): Promise<Finished> {
  const answer = await ask(asking.handle, url, { headers: { ...headers, ...asking.outside } });
  return finishPage(answer, locale, asking, NEVER_STORED);
}

/** A problem page in the same shape. */
export async function finishProblem(
  status: ProblemStatus,
  locale: Locale,
  extra: Record<string, string>,
): Promise<Finished> {
  const response = problem(status, locale);
  const headers = { ...PAGE, ...extra, ...Object.fromEntries(response.headers) };
  return finish(status, headers, Buffer.from(await response.arrayBuffer()));
}

function isKeepable(answer: Answer): boolean {
  return answer.status === 200 && answer.headers["set-cookie"] === undefined;
}

/** Next's own error bodies are empty until JavaScript fills them, so ours stand in for them. */
async function finishPage(
  answer: Answer,
  locale: Locale,
  asking: Asking,
  caching: string,
): Promise<Finished> {
  const { extra } = asking;
  if (answer.status >= 500) return finishProblem(await statusOfNextFailure(), locale, extra);
  if (answer.status === 404) return finishProblem(404, locale, extra);
  const location = answer.headers.location;
  if (location !== undefined)
    return finish(
      answer.status,
      { ...PAGE, ...extra, location: String(location), "cache-control": NEVER_STORED },
      answer.body,
    );

  const text = answer.body.toString();
  if (text.includes('<html id="__next_error__"'))
    return finishProblem(await statusOfNextFailure(), locale, extra);
  const { html: marked, status } = await strip(text);
  const { html, slots } = splitAtCodes(marked);
  const headers = {
    ...PAGE,
    ...extra,
    "content-type": "text/html; charset=utf-8",
    "content-language": locale,
    "cache-control": status === 200 ? caching : NEVER_STORED,
  };
  return finish(status, headers, Buffer.from(html), {
    slots,
    once: headers["cache-control"] === NEVER_STORED,
  });
}
