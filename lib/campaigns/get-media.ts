import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { hasAlready } from "#lib/open-data.ts";
import { filmPath, type Media, mediaById } from "./media.ts";
import { type Range, readRange } from "./media-rules.ts";

/**
 * GET /media/ID: a campaign's picture, film or captions, in the part that is asked for (RFC 9110 §14). What stands under an id
 * never changes, so a browser keeps it for a year. A film is read from its file as fast as it is taken, never whole.
 */
export async function getMedia(request: Request, { id = "" }: Record<string, string>): Promise<Response> {
  const media = await mediaById(id);
  if (!media || !(await isThere(media)))
    return new Response("", { status: 404, headers: { "cache-control": "no-store" } });
  const headers = headersOf(media);
  if (hasAlready(request.headers.get("if-none-match"), headers.etag))
    return new Response(null, { status: 304, headers });
  const isSame = [null, headers.etag].includes(request.headers.get("if-range"));
  const range = isSame ? readRange(request.headers.get("range"), media.size) : "whole";
  if (range === "none")
    return new Response(null, { status: 416, headers: { "content-range": `bytes */${media.size}` } });
  const part = range === "whole" ? { start: 0, end: media.size - 1 } : range;
  const sent = {
    ...headers,
    "content-length": String(part.end - part.start + 1),
    ...(range !== "whole" && { "content-range": `bytes ${part.start}-${part.end}/${media.size}` }),
  };
  const body = request.method === "HEAD" ? null : bodyOf(media, part);
  return new Response(body, { status: range === "whole" ? 200 : 206, headers: sent });
}

function headersOf({ type, sha256 }: Media) {
  return {
    "content-type": type,
    etag: `"${sha256.toString("base64url").slice(0, 22)}"`,
    "accept-ranges": "bytes",
    "cache-control": "public, max-age=31536000, immutable",
    // Opened by itself it is a document that can do nothing.
    "content-security-policy": "default-src 'none'; media-src 'self'; frame-ancestors 'none'",
    "content-disposition": "inline",
  };
}

/** A film may be missing where DATA_DIR was not put back with the database. */
async function isThere({ data, sha256, size }: Media): Promise<boolean> {
  if (data) return true;
  const file = await stat(filmPath(sha256)).catch(() => null);
  return file?.size === size;
}

function bodyOf({ data, sha256 }: Media, { start, end }: Range): BodyInit {
  if (data) return new Uint8Array(data.subarray(start, end + 1));
  return Readable.toWeb(createReadStream(filmPath(sha256), { start, end })) as unknown as ReadableStream;
}
