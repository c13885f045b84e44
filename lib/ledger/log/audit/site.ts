import { isUtf8 } from "node:buffer";
import { setTimeout as wait } from "node:timers/promises";
import { Broken } from "./findings.ts";

/** The site could not be asked: neither good nor bad is known of it. */
export class Unreachable extends Error {}

export type Site = {
  /** The bytes at an address below the site's; null where it answers 404. Throws Unreachable. */
  bytes: (path: string, limit: number) => Promise<Buffer | null>;
  /** The same as text. Throws Broken where the bytes are none (UTF-8): two readers could take them for two texts. */
  text: (path: string) => Promise<string | null>;
};

/** No answer but a bundle of the longest leaves is larger (bytes). */
const TEXT_LIMIT = 8 * 1024 * 1024;
const PATIENCE = 30_000;
const ATTEMPTS = 4;

/** A site, asked by plain GET. An answer that fails for a passing reason is asked for again, a little later each time. */
export function siteAt(base: URL): Site {
  async function bytes(path: string, limit: number): Promise<Buffer | null> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await ask(new URL(path, base), limit);
      } catch (error) {
        if (!(error instanceof Passing)) throw error;
        if (attempt === ATTEMPTS) throw new Unreachable(error.message);
        await wait(250 * 2 ** attempt);
      }
    }
  }
  async function text(path: string): Promise<string | null> {
    const answer = await bytes(path, TEXT_LIMIT);
    if (answer && !isUtf8(answer)) throw new Broken(`${path} is not text in UTF-8.`);
    return answer?.toString("utf8") ?? null;
  }
  return { bytes, text };
}

class Passing extends Error {}

async function ask(url: URL, limit: number): Promise<Buffer | null> {
  let answer: Response;
  try {
    answer = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
  } catch (error) {
    const cause = (error as { cause?: { code?: string } }).cause?.code;
    throw new Passing(`${url} does not answer (${cause ?? (error as Error).name})`);
  }
  if (answer.status === 404) {
    await answer.body?.cancel();
    return null;
  }
  // Somebody else's answers say nothing of this site; and nobody may send the auditor's computer into its own network.
  if (answer.status >= 300 && answer.status < 400) {
    await answer.body?.cancel();
    const to = URL.parse(answer.headers.get("location") ?? "", url);
    throw new Unreachable(`${url} sends us elsewhere${to ? `; audit ${to.origin} if that is the site` : ""}`);
  }
  if (answer.status === 429 || answer.status >= 500) throw new Passing(`${url} answers ${answer.status}`);
  if (!answer.ok) throw new Unreachable(`${url} answers ${answer.status}`);
  return read(answer, url, limit);
}

/** Reads no further than the limit, whatever is sent. */
async function read(answer: Response, url: URL, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of answer.body ?? []) {
      size += chunk.length;
      if (size > limit) throw new Unreachable(`${url} sends more than the ${limit} bytes that it can have`);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof Unreachable) throw error;
    throw new Passing(`${url} breaks off`);
  }
  return Buffer.concat(chunks, size);
}
