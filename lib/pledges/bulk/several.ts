/**
 * Does something to each, several at a time: their commits share a sync of the disk. When one fails, those in hand are waited
 * for before it is thrown.
 */
export async function severalAtATime<T>(
  items: T[],
  deed: (item: T) => Promise<unknown>,
  { atATime = 8 } = {},
): Promise<void> {
  const queue = items.values();
  const workers = Array.from({ length: atATime }, async () => {
    for (const item of queue) await deed(item);
  });
  const failed = (await Promise.allSettled(workers)).find(({ status }) => status === "rejected");
  if (failed) throw (failed as PromiseRejectedResult).reason;
}
