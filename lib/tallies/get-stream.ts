import { editionForSigning } from "#lib/campaigns/queries.ts";
import { networkOf } from "#lib/networks.ts";
import { FOR_ALL, noOpenData } from "#lib/open-data.ts";
import { isOff } from "#lib/switches/state.ts";
import { countOf } from "./count.ts";
import { createHub, type Hub, type Snapshot } from "./stream.ts";

// The front and Next's bundle load this module apart; the limits hold for the process.
const holder = globalThis as typeof globalThis & { countersignStreams?: Hub };
holder.countersignStreams ??= createHub({ read });
const hub = holder.countersignStreams;

/**
 * GET /c/SLUG/stream: the count as server-sent events. An event `count` at once and whenever a figure has changed, its
 * data what count.json would say; its id is `through_entry`. While live numbers are switched off, 503.
 */
export async function getStream(request: Request, { slug = "" }: Record<string, string>): Promise<Response> {
  if (await isOff("live")) return refuse(503, "switched_off");
  if (request.method === "HEAD")
    return (await editionForSigning(slug)) ? new Response(null, { headers: HEADERS }) : noOpenData();
  // A home is one visitor, however many addresses of version 6 it has. Plain Next knows no address.
  const visitor = networkOf(request.headers.get("x-visitor-address"), 32, 64);
  const opened = await hub.open(slug, visitor);
  if (opened === "unknown") return noOpenData();
  if (opened === "tooMany") return refuse(429, "too_many_streams");
  if (opened === "full") return refuse(503, "full");
  return new Response(opened, { headers: HEADERS });
}

/** Ends every stream, because the process ends. */
export function closeStreams(): void {
  hub.close();
}

/** How many streams are open. */
export function openStreams(): number {
  return hub.size();
}

const HEADERS = {
  ...FOR_ALL,
  "content-type": "text/event-stream; charset=utf-8",
  // A cache would hold events back, and so would a proxy that packs or buffers.
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};

async function read(slug: string): Promise<Snapshot | null> {
  // Whoever listens is let go; coming back, he learns why.
  if (await isOff("live")) {
    hub.letGo();
    return null;
  }
  const found = await editionForSigning(slug);
  if (!found) return null;
  const count = await countOf(slug, found.edition);
  // The moment alone is no news.
  const mark = JSON.stringify({ ...count, as_of: "" });
  return { id: count.through_entry, data: JSON.stringify(count), mark };
}

function refuse(status: 429 | 503, error: string): Response {
  const headers = { ...FOR_ALL, "cache-control": "no-store", "retry-after": "30" };
  return Response.json({ error }, { status, headers });
}
