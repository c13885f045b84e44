/**
 * Remembers what `load` answered for each key for `milliseconds`, and lets those who ask meanwhile share one load. A
 * failed load is not remembered. At most `limit` keys: then all are forgotten, which costs one load each.
 */
export function memo<Value>(milliseconds: number, load: (key: string) => Promise<Value>, limit = 1_000) {
  const kept = new Map<string, { until: number; value: Promise<Value> }>();
  return (key: string): Promise<Value> => {
    const time = performance.now();
    const known = kept.get(key);
    if (known && known.until > time) return known.value;
    if (kept.size >= limit) kept.clear();
    const value = load(key);
    kept.set(key, { until: time + milliseconds, value });
    value.catch(() => kept.delete(key));
    return value;
  };
}

export type Lasting<Value> = { get: () => Promise<Value>; forget: () => void };

/**
 * Remembers one answer of `load` for `milliseconds`. While loading fails the last good answer goes on; `get` rejects when there
 * never was one. After `forget` the next `get` loads.
 */
export function lasting<Value>(milliseconds: number, load: () => Promise<Value>): Lasting<Value> {
  let reading: { value: Promise<Value>; at: number } | undefined;
  let lastGood: { value: Value } | undefined;

  async function read(): Promise<Value> {
    try {
      lastGood = { value: await load() };
      return lastGood.value;
    } catch (error) {
      if (lastGood) return lastGood.value;
      reading = undefined;
      throw error;
    }
  }

  return {
    get() {
      if (!reading || performance.now() - reading.at > milliseconds)
        reading = { value: read(), at: performance.now() };
      return reading.value;
    },
    forget() {
      reading = undefined;
    },
  };
}
