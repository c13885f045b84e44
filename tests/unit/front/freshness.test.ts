import { expect, test } from "vitest";
import { watchFreshness } from "#lib/front/freshness.ts";

/** Runs a watch over what each look finds (an Error throws), and tells at which looks pages were forgotten. */
async function forgottenAt(finds: (string | Error)[], failing: number[] = []): Promise<number[]> {
  const ending = new AbortController();
  const forgotten: number[] = [];
  let look = 0;
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const version = async () => {
    const found = finds[look++];
    if (found === undefined) {
      ending.abort();
      resolve();
      return "end";
    }
    if (found instanceof Error) throw found;
    return found;
  };
  const onChange = async () => {
    if (ending.signal.aborted) return;
    if (failing.includes(look)) throw new Error("Next did not answer");
    forgotten.push(look);
  };
  await watchFreshness({ version, onChange, every: 1, signal: ending.signal });
  await done;
  return forgotten;
}

const away = new Error("no database");

test.each<[string, (string | Error)[], number[]]>([
  ["pages are forgotten at the start and once more", ["a", "a", "a", "a"], [1, 2]],
  ["a change forgets twice", ["a", "a", "a", "b", "b", "b"], [1, 2, 4, 5]],
  ["two changes in a row", ["a", "b", "c", "c", "c"], [1, 2, 3, 4]],
  ["nothing is forgotten while the database is away", ["a", "a", away, away, "a", "a"], [1, 2]],
  ["what changed meanwhile is noticed", ["a", "a", away, "b", "b", "b"], [1, 2, 4, 5]],
  ["a start without a database", [away, away, "a", "a", "a"], [3, 4]],
])("%s", async (_, finds, expected) => {
  expect(await forgottenAt(finds)).toEqual(expected);
});

test("forgetting that failed is tried again", async () => {
  expect(await forgottenAt(["a", "a", "b", "b", "b", "b"], [3])).toEqual([1, 2, 4, 5]);
});
