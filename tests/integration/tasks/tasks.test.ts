import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { freshDatabase } from "../../support/database.ts";

await freshDatabase();
const { query, transaction } = await import("#lib/db.ts");
const { askTask, askToStop } = await import("#lib/tasks/ask.ts");
const { taskOf } = await import("#lib/tasks/queries.ts");
const { TaskRefused } = await import("#lib/tasks/in-hand.ts");
const { runWaitingTasks, startTasks } = await import("#lib/tasks/run.ts");
type InHand = import("#lib/tasks/in-hand.ts").InHand;

await query("CREATE TABLE counted (step int PRIMARY KEY, times int NOT NULL)");

const ask = (kind: string, params: object = {}) => askTask(null, { kind, organizerId: null, params });
const count = (step: number) =>
  `INSERT INTO counted (step, times) VALUES (${step}, 1) ON CONFLICT (step) DO UPDATE SET times = counted.times + 1`;
const steps = () => query<{ step: number; times: number }>("SELECT step, times FROM counted ORDER BY step");

/** Counts to ten, a step a batch; `before` is called before each. */
function counting(before: (step: number) => unknown = () => {}) {
  return async ({ task, check, save }: InHand) => {
    for (let step = Number(task.cursor?.step ?? 0) + 1; step <= 10; step++) {
      check();
      await transaction(async (client) => {
        await client.query(count(step));
        await before(step);
        await save({ done: step, total: 10, cursor: { step } }, client);
      });
    }
    return { steps: 10 };
  };
}

/** Waits until `is` holds, looking every few milliseconds; fails after a great many looks. */
async function until(is: () => Promise<boolean>): Promise<void> {
  for (let look = 0; look < 1_000; look++) {
    if (await is()) return;
    await wait(10);
  }
  throw new Error("it never came to that");
}

test("a task is done once, and says what came of it", async () => {
  await query("DELETE FROM counted");
  const id = await ask("count");
  expect((await taskOf(id))?.state).toBe("waiting");
  expect(await runWaitingTasks({ count: counting() })).toBe(1);
  expect(await taskOf(id)).toMatchObject({
    state: "finished",
    done: 10,
    total: 10,
    result: { steps: 10 },
    error: null,
  });
  expect(await steps()).toEqual(Array.from({ length: 10 }, (_, index) => ({ step: index + 1, times: 1 })));
  expect(await runWaitingTasks({ count: counting() })).toBe(0);
});

test("a task of which nobody knows the kind waits for somebody who does", async () => {
  const id = await ask("unheard_of");
  expect(await runWaitingTasks({ count: counting() })).toBe(0);
  expect((await taskOf(id))?.state).toBe("waiting");
  await askToStop(id);
  expect((await taskOf(id))?.state).toBe("stopped");
});

test("a batch that fails is rolled back, and the next try goes on behind the last one that stands", async () => {
  await query("DELETE FROM counted");
  let failures = 0;
  const id = await ask("count");
  await runWaitingTasks({
    count: counting((step) => {
      if (step === 5 && failures++ === 0) throw new Error("the light went out");
    }),
  });
  expect(await taskOf(id)).toMatchObject({ done: 4, cursor: { step: 4 }, error: "EFAILED", endedAt: null });
  // The pause before the next try is over.
  await query(`UPDATE "Task" SET claimed_until = now() - interval '1 second' WHERE id = $1`, [id]);
  await runWaitingTasks({ count: counting() });
  expect((await taskOf(id))?.state).toBe("finished");
  expect((await steps()).every(({ times }) => times === 1)).toBe(true);
});

test("one that never gets on is given up after three tries, one that cannot be done at once", async () => {
  const id = await ask("count");
  for (let attempt = 1; attempt <= 3; attempt++) {
    expect((await taskOf(id))?.endedAt).toBeNull();
    await query(`UPDATE "Task" SET claimed_until = NULL WHERE id = $1`, [id]);
    await runWaitingTasks({
      count: () => Promise.reject(Object.assign(new Error("no"), { code: "ENOSPC" })),
    });
  }
  expect(await taskOf(id)).toMatchObject({ state: "failed", error: "ENOSPC" });

  const refused = await ask("count");
  await runWaitingTasks({ count: () => Promise.reject(new TaskRefused("file_gone")) });
  expect(await taskOf(refused)).toMatchObject({ state: "failed", error: "file_gone" });
});

test("one that is asked to stop ends before its next batch, and what it did stays", async () => {
  await query("DELETE FROM counted");
  const id = await ask("count");
  await runWaitingTasks({
    count: (hands) =>
      counting(async (step) => {
        if (step !== 3) return;
        await askToStop(id);
        await until(async () => hands.signal.aborted);
      })(hands),
  });
  expect(await taskOf(id)).toMatchObject({ state: "stopped", done: 3 });
  expect((await steps()).length).toBe(3);
  expect(await askToStop(id)).toBe(false);
});

test("a worker that ends puts it back, and the next one goes on", async () => {
  await query("DELETE FROM counted");
  const id = await ask("count");
  const first = startTasks(
    {
      count: async (hands) =>
        counting((step) => (step === 4 ? until(async () => hands.signal.aborted) : undefined))(hands),
    },
    { pause: 20 },
  );
  await until(async () => ((await taskOf(id))?.done ?? 0) >= 3);
  await first.stop();
  expect(await taskOf(id)).toMatchObject({ endedAt: null, done: 4 });
  const second = startTasks({ count: counting() }, { pause: 20 });
  await until(async () => (await taskOf(id))?.state === "finished");
  await second.stop();
  expect((await steps()).every(({ times }) => times === 1)).toBe(true);
});

test("two workers never have one task, nor two of a kind, in hand at once", async () => {
  const ids = [];
  for (let index = 0; index < 6; index++) ids.push(await ask(index % 2 ? "odd" : "even"));
  const busy: Record<string, number> = { odd: 0, even: 0 };
  const most: Record<string, number> = { odd: 0, even: 0 };
  const done: string[] = [];
  const handler = async ({ task }: InHand) => {
    const { kind } = task;
    busy[kind] = (busy[kind] ?? 0) + 1;
    most[kind] = Math.max(most[kind] ?? 0, busy[kind]);
    await wait(30);
    busy[kind] -= 1;
    done.push(task.id);
  };
  const workers = [1, 2, 3].map(() => startTasks({ odd: handler, even: handler }, { pause: 10 }));
  await until(async () => done.length >= ids.length);
  await Promise.all(workers.map((worker) => worker.stop()));
  expect([...done].sort()).toEqual([...ids].sort());
  expect(most).toEqual({ odd: 1, even: 1 });
});

test("a worker that lost its task to another writes nothing more", async () => {
  await query("DELETE FROM counted");
  const id = await ask("count");
  let hung = 0;
  await runWaitingTasks({
    count: counting((step) =>
      // It hung so long that its claim ran out.
      step === 2 && hung++ === 0
        ? query(`UPDATE "Task" SET claimed_until = now() - interval '1 second' WHERE id = $1`, [id])
        : undefined,
    ),
  });
  // The second batch was rolled back with its cursor; the loop claimed it anew and did it then.
  expect((await taskOf(id))?.state).toBe("finished");
  expect((await steps()).every(({ times }) => times === 1)).toBe(true);
});

test("one that fails at the same step over and over is given up, though it says where it is each time", async () => {
  const id = await ask("count");
  for (let attempt = 1; attempt <= 3; attempt++) {
    expect((await taskOf(id))?.endedAt).toBeNull();
    await query(`UPDATE "Task" SET claimed_until = NULL WHERE id = $1`, [id]);
    await runWaitingTasks({
      // As an export does: it begins anew each time.
      count: async ({ save }) => {
        await save({ done: 0, total: 10 });
        await save({ done: 4 });
        throw Object.assign(new Error("no"), { code: "23514" });
      },
    });
  }
  expect(await taskOf(id)).toMatchObject({ endedAt: null, done: 4 });
  await query(`UPDATE "Task" SET claimed_until = NULL WHERE id = $1`, [id]);
  await runWaitingTasks({ count: () => Promise.reject(Object.assign(new Error("no"), { code: "23514" })) });
  expect(await taskOf(id)).toMatchObject({ state: "failed", error: "23514" });
});

test("one that ends its worker each time is given up", async () => {
  const id = await ask("count");
  await query(
    `UPDATE "Task" SET attempts = 3, started_at = now(), claimed_until = now() - interval '1 second' WHERE id = $1`,
    [id],
  );
  expect(await runWaitingTasks({ count: counting() })).toBe(0);
  expect(await taskOf(id)).toMatchObject({ state: "failed", error: "ECRASHED" });
});

test("of two that believe to have a task only the one that is ahead writes on", async () => {
  const id = await ask("hung");
  const expire = () =>
    query(`UPDATE "Task" SET claimed_until = now() - interval '1 second' WHERE id = $1`, [id]);
  const outcomes: string[] = [];
  const saying = (who: string, save: InHand["save"], done: number) =>
    save({ done }).then(
      () => outcomes.push(`${who} ${done}`),
      () => outcomes.push(`${who} lost it`),
    );
  await runWaitingTasks({
    hung: async ({ save }) => {
      await saying("first", save, 1);
      // It hung until its claim ran out, and another one took the task.
      await expire();
      await runWaitingTasks({
        hung: async (other) => {
          await saying("second", other.save, 2);
          await saying("first", save, 2);
          await saying("second", other.save, 3);
        },
      });
    },
  });
  expect(outcomes).toEqual(["first 1", "second 2", "first lost it", "second 3"]);
  expect(await taskOf(id)).toMatchObject({ state: "finished", done: 3 });
});
