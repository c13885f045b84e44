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
