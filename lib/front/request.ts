import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { VISITOR_HEADER } from "./visitor.ts";

/** No form of ours is larger (bytes); readForm refuses at the same size. */
const LIMIT = 16 * 1024;
/** So much more is read and thrown away before answering: a browser that still sends would not read the answer. */
const COURTESY = 1024 * 1024;

/** The body in one piece; "tooLarge" when it is more than any of our forms. Rejects when the visitor goes away. */
export function readBody(req: IncomingMessage): Promise<Buffer | "tooLarge"> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= LIMIT) chunks.push(chunk);
      else if (size > LIMIT + COURTESY) resolve("tooLarge");
    });
    req.on("end", () => resolve(size > LIMIT ? "tooLarge" : Buffer.concat(chunks)));
    req.on("error", reject);
    req.on("close", () => reject(new Error("closed before the end of the body")));
  });
}

/** A Request as Next would hand it to the handler, with the visitor's address as we know it. */
export function toRequest(req: IncomingMessage, origin: string, visitor: string, body?: Buffer): Request {
  const headers: [string, string][] = [[VISITOR_HEADER, visitor]];
  for (const [name, value] of Object.entries(req.headers))
    if (name !== VISITOR_HEADER && value !== undefined)
      headers.push([name, Array.isArray(value) ? value.join(", ") : value]);
  const init = { method: req.method ?? "GET", headers };
  return new Request(origin + req.url, body?.length ? { ...init, body: new Uint8Array(body) } : init);
}

/**
 * Sends a handler's Response, an event stream or a film as it comes and anything else in one piece. Its own headers win over
 * the ones of its kind. HEAD gets the headers alone.
 */
export async function sendResponse(
  req: IncomingMessage,
  res: ServerResponse,
  response: Response,
  kind: Record<string, string>,
): Promise<void> {
  const isStream = /^(text\/event-stream|video\/)/.test(response.headers.get("content-type") ?? "");
  const body = response.body && !isStream ? Buffer.from(await response.arrayBuffer()) : null;
  for (const [name, value] of Object.entries(kind)) res.setHeader(name, value);
  for (const [name, value] of response.headers) if (name !== "set-cookie") res.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) res.setHeader("set-cookie", cookies);
  if (isStream && response.body) return stream(res, response.status, response.body as ReadableStream);
  // An answer to HEAD may say how long the other one would be (RFC 9110 §8.6).
  if (!isStream && !response.headers.has("content-length"))
    res.setHeader("content-length", body?.length ?? 0);
  res.writeHead(response.status);
  res.end(req.method === "HEAD" ? undefined : body);
}

/** No faster than the visitor reads; when he leaves, the source is told. Resolves at the end of either. */
async function stream(res: ServerResponse, status: number, body: ReadableStream): Promise<void> {
  res.writeHead(status);
  await pipeline(Readable.fromWeb(body), res).catch(() => res.destroy());
}
