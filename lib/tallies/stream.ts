/** What listeners are told: `id` goes along as the event's id, `mark` differs whenever there is something to tell. */
export type Snapshot = { id: string | number; data: string; mark: string };

export type HubOptions = {
  /** The present state of a topic, null when there is no such topic. */
  read: (topic: string) => Promise<Snapshot | null>;
  /** Milliseconds between two looks at a topic that anybody listens to. */
  pause?: number;
  /** Milliseconds without an event after which a comment goes out, so that nobody in between takes the line for dead. */
  heartbeat?: number;
  /** Streams that one visitor, and all together, may hold. */
  perVisitor?: number;
  total?: number;
};

type Listener = { send: (bytes: Uint8Array) => void; end: (because?: Error) => void };
type Topic = { listeners: Set<Listener>; first: Promise<Snapshot | null>; last: Uint8Array; mark: string };

export type Refused = "unknown" | "tooMany" | "full";
export type Hub = ReturnType<typeof createHub>;

const encoder = new TextEncoder();
const COMMENT = encoder.encode(":\n\n");

/**
 * Server-sent events by topic: the present state at once, then each change. However many listen, a topic is read once a
 * `pause`, and by nobody when the last one has left. Who reads slowly gets the newest event when he is ready, never a
 * queue of old ones; who reads nothing for two heartbeats is let go.
 */
export function createHub({
  read,
  pause = 1_000,
  heartbeat = 20_000,
  perVisitor = 10,
  total = 1_000,
}: HubOptions) {
  const topics = new Map<string, Topic>();
  const visitors = new Map<string, number>();
  let size = 0;
  let isClosed = false;

  /** A stream for this visitor (null: nobody knows who), or why there is none. Rejects as `read` does. */
  async function open(name: string, visitor: string | null): Promise<ReadableStream<Uint8Array> | Refused> {
    if (isClosed || size >= total) return "full";
    if (visitor !== null && (visitors.get(visitor) ?? 0) >= perVisitor) return "tooMany";
    // Counted before the first wait: of many who come at once each is seen.
    const release = take(visitor);
    try {
      const topic = topics.get(name) ?? begin(name);
      if ((await topic.first) === null) {
        release();
        return "unknown";
      }
      // The last listener may have left meanwhile, and the topic with him.
      if (isClosed || topics.get(name) !== topic) {
        release();
        return isClosed ? "full" : open(name, visitor);
      }
      return listen(topic, release);
    } catch (error) {
      release();
      throw error;
    }
  }

  function take(visitor: string | null): () => void {
    size++;
    if (visitor !== null) visitors.set(visitor, (visitors.get(visitor) ?? 0) + 1);
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      size--;
      if (visitor === null) return;
      const left = (visitors.get(visitor) ?? 1) - 1;
      if (left > 0) visitors.set(visitor, left);
      else visitors.delete(visitor);
    };
  }

  function begin(name: string): Topic {
    const topic: Topic = { listeners: new Set(), first: read(name), last: COMMENT, mark: "" };
    topics.set(name, topic);
    topic.first.then(
      (snapshot) => {
        if (snapshot) keep(topic, snapshot);
        // After those who waited for this first look have become listeners.
        if (snapshot) setImmediate(() => void keepLooking(name, topic));
        else topics.delete(name);
      },
      () => topics.delete(name),
    );
    return topic;
  }

  function keep(topic: Topic, { id, data, mark }: Snapshot): void {
    topic.mark = mark;
    topic.last = encoder.encode(`id: ${id}\nevent: count\ndata: ${data}\n\n`);
  }

  async function keepLooking(name: string, topic: Topic): Promise<void> {
    let quietSince = performance.now();
    while (topic.listeners.size > 0) {
      await new Promise((resolve) => setTimeout(resolve, pause).unref());
      // While the database is away the line stays open and tells nothing new.
      const found = await read(name).catch(() => null);
      const isNew = found !== null && found.mark !== topic.mark;
      if (isNew) keep(topic, found);
      if (!isNew && performance.now() - quietSince < heartbeat) continue;
      quietSince = performance.now();
      for (const listener of topic.listeners) listener.send(isNew ? topic.last : COMMENT);
    }
    topics.delete(name);
  }

  function listen(topic: Topic, release: () => void): ReadableStream<Uint8Array> {
    let waiting: Uint8Array | null = null;
    let misses = 0;
    let controller: ReadableStreamDefaultController<Uint8Array>;
    const leave = () => {
      topic.listeners.delete(listener);
      release();
    };
    const listener: Listener = {
      send(bytes) {
        if ((controller.desiredSize ?? 0) > 0) return controller.enqueue(bytes);
        if (bytes !== COMMENT) waiting = bytes;
        else if (++misses > 1) listener.end(new Error("nobody reads"));
      },
      end(because) {
        leave();
        if (because) controller.error(because);
        else controller.close();
      },
    };
    return new ReadableStream<Uint8Array>(
      {
        start(given) {
          controller = given;
          topic.listeners.add(listener);
          controller.enqueue(encoder.encode(`retry: ${2_000 + Math.floor(Math.random() * 3_000)}\n`));
          controller.enqueue(topic.last);
        },
        pull() {
          misses = 0;
          if (waiting) controller.enqueue(waiting);
          waiting = null;
        },
        cancel: leave,
      },
      { highWaterMark: 4 },
    );
  }

  /** Ends every stream, in order. */
  function letGo(): void {
    for (const topic of topics.values()) for (const listener of [...topic.listeners]) listener.end();
  }

  /** Ends every stream, and opens no other. */
  function close(): void {
    isClosed = true;
    letGo();
  }

  return { open, letGo, close, size: () => size };
}
