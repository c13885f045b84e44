import { setTimeout as wait } from "node:timers/promises";
import { log } from "#lib/log.ts";

export type FreshnessOptions = {
  /** One cheap question to the database; its answer differs whenever a finished page may have become wrong. */
  version: () => Promise<string>;
  /** Forgets finished pages everywhere. If it fails it is tried again. */
  onChange: () => Promise<void>;
  /** Milliseconds between questions. */
  every: number;
  signal: AbortSignal;
};

/**
 * Asks until `signal` aborts. While the database is away nothing is forgotten: stored pages go on being served, and what
 * changed meanwhile is noticed when it is back. Resolves after the first question; never rejects.
 */
export async function watchFreshness({ version, onChange, every, signal }: FreshnessOptions): Promise<void> {
  let known: string | undefined;
  let isSettling = false;
  let isAway = false;

  async function look(): Promise<void> {
    try {
      const found = await version();
      // Once more at the next look: reads are shared for a second, so a page made right now may still show the old.
      if (found !== known || isSettling) await onChange();
      isSettling = found !== known;
      known = found;
      isAway = false;
    } catch {
      if (!isAway)
        log.warn({ event: "pages.unwatched" }, "Cannot tell whether pages changed; serving the stored ones");
      isAway = true;
    }
  }

  async function keepLooking(): Promise<void> {
    while (!signal.aborted) {
      await wait(every, undefined, { ref: false, signal }).catch(() => {});
      if (!signal.aborted) await look();
    }
  }

  await look();
  void keepLooking();
}
