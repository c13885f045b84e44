import { expect, it, vi } from "vitest";
import { createHub, type HubOptions, type Snapshot } from "#lib/tallies/stream.ts";

/** A topic whose number the test sets; `reads` counts how often anybody looked. */
function counting(options: Partial<HubOptions> = {}) {
  const state = { number: 1, reads: 0, fails: false };
  const read = async (topic: string): Promise<Snapshot | null> => {
    state.reads++;
    if (state.fails) throw new Error("the database is away");
    if (topic !== "sample") return null;
    return { id: state.number, data: JSON.stringify({ verified: state.number }), mark: `${state.number}` };
  };
  return { state, hub: createHub({ read, pause: 1, heartbeat: 60_000, ...options }) };
}

/** The types of Node and of browsers disagree about a decoder's input. */
const asText = (stream: ReadableStream<Uint8Array>) =>
  stream.pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>);

/** Opens a stream that must be granted, with a `next` that waits for one more event. */
async function opens(hub: ReturnType<typeof createHub>, visitor: string | null = null) {
  const stream = await hub.open("sample", visitor);
  if (typeof stream === "string") throw new Error(stream);
  const reader = asText(stream).getReader();
  let text = "";
  async function next(): Promise<string | undefined> {
    while (!text.includes("\n\n")) {
      const { value, done } = await reader.read();
      if (done) return undefined;
      text += value;
    }
    const end = text.indexOf("\n\n");
    const event = text.slice(0, end);
    text = text.slice(end + 2);
    return event;
  }
  return { next, leave: () => reader.cancel() };
}

it("tells the present state at once, with a time to come back after that differs", async () => {
  const { hub } = counting();
  const listener = await opens(hub);
  expect(await listener.next()).toMatch(/^retry: [234]\d{3}\nid: 1\nevent: count\ndata: \{"verified":1\}$/);
  await listener.leave();
});

it("tells all of each change, once, in order", async () => {
  const { hub, state } = counting();
  const listeners = await Promise.all([opens(hub), opens(hub), opens(hub)]);
  await Promise.all(listeners.map(({ next }) => next()));
  for (const number of [2, 3]) {
    state.number = number;
    const events = await Promise.all(listeners.map(({ next }) => next()));
    expect(events).toEqual(Array(3).fill(`id: ${number}\nevent: count\ndata: {"verified":${number}}`));
  }
  await Promise.all(listeners.map(({ leave }) => leave()));
});

it("looks once for all who listen, and not at all when nobody does", async () => {
  const { hub, state } = counting({ pause: 5 });
  const listeners = await Promise.all(Array.from({ length: 50 }, () => opens(hub)));
  expect(state.reads).toBe(1);
  await Promise.all(listeners.map(({ leave }) => leave()));
  await vi.waitFor(() => expect(hub.size()).toBe(0));
  await new Promise((resolve) => setTimeout(resolve, 20));
  const reads = state.reads;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(state.reads).toBe(reads);
});

it("keeps the line open by comments while nothing changes, and while the database is away", async () => {
  const { hub, state } = counting({ heartbeat: 3 });
  const listener = await opens(hub);
  await listener.next();
  expect(await listener.next()).toBe(":");
  state.fails = true;
  expect(await listener.next()).toBe(":");
  state.fails = false;
  state.number = 9;
  await vi.waitFor(async () => expect(await listener.next()).toContain('{"verified":9}'));
  await listener.leave();
});

it("gives a slow reader the newest event, not a queue of old ones", async () => {
  const { hub, state } = counting();
  const stream = await hub.open("sample", null);
  if (typeof stream === "string") throw new Error(stream);
  for (let number = 2; number <= 40; number++) {
    state.number = number;
    const reads = state.reads;
    await vi.waitFor(() => expect(state.reads).toBeGreaterThan(reads + 1), { interval: 1 });
  }
  const reader = asText(stream).getReader();
  const seen: string[] = [];
  while (!seen.some((text) => text.includes("id: 40"))) seen.push((await reader.read()).value ?? "");
  expect(seen.length).toBeLessThan(10);
  await reader.cancel();
});

it("lets go of who reads nothing for two heartbeats", async () => {
  const { hub } = counting({ heartbeat: 2 });
  const stream = await hub.open("sample", null);
  await vi.waitFor(() => expect(hub.size()).toBe(0), { timeout: 5_000 });
  expect(stream).toBeInstanceOf(ReadableStream);
});

it("grants a visitor so many, and all together so many", async () => {
  const { hub } = counting({ perVisitor: 2, total: 3 });
  const first = await opens(hub, "203.0.113.1/32");
  await opens(hub, "203.0.113.1/32");
  expect(await hub.open("sample", "203.0.113.1/32")).toBe("tooMany");
  const other = await opens(hub, "203.0.113.2/32");
  expect(await hub.open("sample", "203.0.113.3/32")).toBe("full");
  await first.leave();
  await vi.waitFor(() => expect(hub.size()).toBe(2));
  await opens(hub, "203.0.113.1/32");
  expect(hub.size()).toBe(3);
  await other.leave();
  await vi.waitFor(() => expect(hub.size()).toBe(2));
  hub.close();
});

it("counts those who come at the same moment", async () => {
  const { hub } = counting({ perVisitor: 2 });
  const opened = await Promise.all(Array.from({ length: 5 }, () => hub.open("sample", "203.0.113.1/32")));
  expect(opened.filter((one) => one === "tooMany")).toHaveLength(3);
  hub.close();
});

it("holds no place for a topic that there is not, or that cannot be read", async () => {
  const { hub, state } = counting({ perVisitor: 1 });
  expect(await hub.open("none", "a")).toBe("unknown");
  state.fails = true;
  await expect(hub.open("sample", "a")).rejects.toThrow("away");
  expect(hub.size()).toBe(0);
  state.fails = false;
  await (await opens(hub, "a")).leave();
});

it("ends every stream in order, and opens no other", async () => {
  const { hub } = counting();
  const listeners = await Promise.all([opens(hub), opens(hub)]);
  hub.close();
  for (const { next } of listeners) {
    expect(await next()).toContain("data:");
    expect(await next()).toBeUndefined();
  }
  expect([hub.size(), await hub.open("sample", null)]).toEqual([0, "full"]);
});
