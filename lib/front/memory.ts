import type { Finished } from "./finished.ts";

/** What came of making an answer: `keep` says whether others may have it too. */
export type Made = { finished: Finished; keep: boolean };

export type MemoryOptions = {
  /** Makes the answer for a key. `previous` is the one now remembered, to be returned again if nothing changed. */
  make: (key: string, previous: Finished | undefined) => Promise<Made>;
  /** Milliseconds for which an answer needs no second look. */
  freshFor: number;
  /** Milliseconds during which an old one is given while a new one is made; an older one is not, and is waited for. */
  staleFor: number;
  /** How many answers to hold; the one made longest ago goes first. */
  capacity: number;
  clock?: () => number;
};

type Entry = { finished: Finished; checkedAt: number };

export type Memory = ReturnType<typeof createMemory>;

/**
 * Remembers finished answers by key. At most one is being made per key at a time, however many ask. An answer that was
 * begun before `clear()` is never kept and never given out after it. When making fails (it throws, or ends in 5xx) the
 * remembered answer goes on being served.
 */
export function createMemory({
  make,
  freshFor,
  staleFor,
  capacity,
  clock = performance.now.bind(performance),
}: MemoryOptions) {
  const entries = new Map<string, Entry>();
  const flights = new Map<string, Promise<Finished>>();
  let epoch = 0;

  /** The answer if it can go out at once. */
  function peek(key: string): Finished | undefined {
    const entry = entries.get(key);
    if (!entry) return undefined;
    const age = clock() - entry.checkedAt;
    if (age <= freshFor) return entry.finished;
    if (age > staleFor) return undefined;
    void get(key).catch(() => {});
    return entry.finished;
  }

  /** The answer, made now if need be. Rejects as `make` does when there is nothing older to give. */
  function get(key: string): Promise<Finished> {
    const running = flights.get(key);
    if (running) return running;
    const flight = fly(key).finally(() => {
      if (flights.get(key) === flight) flights.delete(key);
    });
    flights.set(key, flight);
    return flight;
  }

  async function fly(key: string): Promise<Finished> {
    const born = epoch;
    const old = entries.get(key);
    const made = await make(key, old?.finished).catch((error: unknown) => {
      if (old && born === epoch) return null;
      throw error;
    });
    // Made from what was true before an invalidation: join those who started after it.
    if (born !== epoch) return peek(key) ?? get(key);
    if (old && (made === null || made.finished.status >= 500)) {
      entries.set(key, { finished: old.finished, checkedAt: clock() });
      return old.finished;
    }
    if (made === null) throw new Error("unreachable: a failure without an older answer is thrown above");
    entries.delete(key);
    if (made.keep) remember(key, made.finished);
    return made.finished;
  }

  function remember(key: string, finished: Finished): void {
    entries.set(key, { finished, checkedAt: clock() });
    const oldest = entries.keys().next().value;
    if (entries.size > capacity && oldest !== undefined) entries.delete(oldest);
  }

  /** Forgets everything, what is just being made included. */
  function clear(): void {
    epoch++;
    entries.clear();
    flights.clear();
  }

  return { peek, get, clear };
}
