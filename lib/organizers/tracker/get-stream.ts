import { createHub, type Hub, type Snapshot } from "#lib/tallies/stream.ts";
import type { Scope } from "../scope.ts";
import { trackedEdition } from "./edition.ts";
import { live } from "./live.ts";

/** A stream ends after so long (ms); the browser comes back, and whoever has lost his right meanwhile stays outside. */
const LIFE = 60_000;

// server.ts and Next's bundle load this module apart; the process has one.
const holder = globalThis as typeof globalThis & { countersignDeskStreams?: Hub };
holder.countersignDeskStreams ??= createHub({ read, perVisitor: 6, total: 300 });
const hub = holder.countersignDeskStreams;

/** The tracker's moving figures as server-sent events, for an organizer who may read it. 404 for an unknown campaign. */
export async function getDeskStream(scope: Scope, slug?: string, life = LIFE): Promise<Response> {
  const tracked = await trackedEdition(scope, slug);
  if (!tracked) return new Response(null, { status: 404, headers: NO_STORE });
  const opened = await hub.open(tracked.edition.id, scope.organizerId);
  if (typeof opened === "string") {
    const status = opened === "tooMany" ? 429 : 503;
    return new Response(null, { status, headers: { ...NO_STORE, "retry-after": "30" } });
  }
  return new Response(mortal(opened, life), { headers: HEADERS });
}

/** Ends every stream, because the process ends. */
export function closeDeskStreams(): void {
  hub.close();
}

const NO_STORE = { "cache-control": "no-store" };
const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  // A proxy that packs or buffers would hold events back.
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};

/** The same stream, ended in order when its life is over. */
function mortal(stream: ReadableStream<Uint8Array>, life: number): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  const end = setTimeout(() => void reader.cancel().catch(() => {}), life).unref();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (!done) return controller.enqueue(value);
          clearTimeout(end);
          controller.close();
        } catch (error) {
          clearTimeout(end);
          controller.error(error);
        }
      },
      cancel(reason) {
        clearTimeout(end);
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

async function read(editionId: string): Promise<Snapshot> {
  const now = await live(editionId);
  // The moment alone is no news.
  return { id: now.as_of, data: JSON.stringify(now), mark: JSON.stringify({ ...now, as_of: "" }) };
}
