import { expect, test } from "vitest";
import { type Finished, finish } from "#lib/front/finished.ts";
import { createMemory, type Made } from "#lib/front/memory.ts";

/** A memory whose answers are made by hand, at a time that is told. */
function remembering({ staleFor = 60_000, capacity = 10 } = {}) {
  const made: {
    key: string;
    done: (text: string, status?: number, keep?: boolean) => Promise<void>;
    fail: () => void;
  }[] = [];
  let time = 0;
  const memory = createMemory({
    freshFor: 5_000,
    staleFor,
    capacity,
    clock: () => time,
    make: (key) =>
      new Promise<Made>((resolve, reject) => {
        made.push({
          key,
          done: async (text, status = 200, keep = true) => {
            resolve({ finished: await finish(status, {}, Buffer.from(text)), keep });
            await settled();
          },
          fail: () => reject(new Error("no database")),
        });
      }),
  });
  return { memory, made, pass: (ms: number) => (time += ms) };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const text = (finished: Finished | undefined) => finished?.variants.identity.body.toString();

test("many who ask at once share one making", async () => {
  const { memory, made } = remembering();
  const asked = [memory.get("/c/sample"), memory.get("/c/sample"), memory.get("/c/sample")];
  await made[0]?.done("page");
  expect((await Promise.all(asked)).map(text)).toEqual(["page", "page", "page"]);
  expect(made).toHaveLength(1);
  expect(text(memory.peek("/c/sample"))).toBe("page");
});

test("an old answer is served while a new one is made", async () => {
  const { memory, made, pass } = remembering();
  memory.get("/");
  await made[0]?.done("old");
  pass(5_001);
  expect(text(memory.peek("/"))).toBe("old");
  expect(text(memory.peek("/"))).toBe("old");
  expect(made).toHaveLength(2);
  await made[1]?.done("new");
  expect(text(memory.peek("/"))).toBe("new");
});

test("an answer that is too old is never given: the new one is waited for", async () => {
  const { memory, made, pass } = remembering();
  memory.get("/");
  await made[0]?.done("yesterday's count");
  pass(60_001);
  expect(memory.peek("/")).toBeUndefined();
  const asked = memory.get("/");
  await made[1]?.done("today's count");
  expect(text(await asked)).toBe("today's count");
});

test("while a new answer cannot be made, the one that is too old goes on", async () => {
  const { memory, made, pass } = remembering();
  memory.get("/");
  await made[0]?.done("old");
  pass(60_001);
  const asked = memory.get("/");
  made[1]?.fail();
  expect(text(await asked)).toBe("old");
});

test("where nothing stale is served the new answer is waited for", async () => {
  const { memory, made, pass } = remembering({ staleFor: 0 });
  memory.get("/");
  await made[0]?.done("old");
  pass(5_001);
  expect(memory.peek("/")).toBeUndefined();
});

test("what was begun before an invalidation is neither kept nor given out", async () => {
  const { memory, made } = remembering();
  const asked = memory.get("/");
  memory.clear();
  await made[0]?.done("before the embargo ended");
  expect(memory.peek("/")).toBeUndefined();
  await made[1]?.done("after");
  expect(text(await asked)).toBe("after");
  expect(text(memory.peek("/"))).toBe("after");
});

test("who asked before an invalidation joins the one who asked after it", async () => {
  const { memory, made } = remembering();
  const [before] = [memory.get("/")];
  memory.clear();
  const after = memory.get("/");
  await made[1]?.done("after");
  await made[0]?.done("before");
  expect([text(await before), text(await after), text(memory.peek("/"))]).toEqual([
    "after",
    "after",
    "after",
  ]);
});

test("a refresh that fails leaves the old answer, and tries again later", async () => {
  const { memory, made, pass } = remembering();
  memory.get("/");
  await made[0]?.done("old");
  pass(6_000);
  memory.peek("/");
  made[1]?.fail();
  await settled();
  expect(text(memory.peek("/"))).toBe("old");
  expect(made).toHaveLength(2);
  pass(6_000);
  memory.peek("/");
  await made[2]?.done("trouble", 503, false);
  expect(text(memory.peek("/"))).toBe("old");
});

test("a first failure is told, and not remembered", async () => {
  const { memory, made } = remembering();
  const asked = memory.get("/");
  made[0]?.fail();
  await expect(asked).rejects.toThrow("no database");
  memory.get("/");
  expect(made).toHaveLength(2);
});

test("what is not to be kept replaces what was", async () => {
  const { memory, made, pass } = remembering();
  memory.get("/");
  await made[0]?.done("page");
  pass(6_000);
  memory.peek("/");
  await made[1]?.done("gone", 404, false);
  expect(memory.peek("/")).toBeUndefined();
});

test("it holds no more than its capacity", async () => {
  const { memory, made } = remembering({ capacity: 2 });
  for (const [index, key] of ["/a", "/b", "/c"].entries()) {
    memory.get(key);
    await made[index]?.done(key);
  }
  expect(["/a", "/b", "/c"].map((key) => text(memory.peek(key)))).toEqual([undefined, "/b", "/c"]);
});
