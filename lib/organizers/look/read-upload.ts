import { MEDIA_LIMITS } from "#lib/campaigns/media-rules.ts";
import { loadSecrets } from "#lib/crypto.ts";
import { isOwnOrigin, problem, seeOther } from "#lib/http.ts";
import { boundaryOf, MalformedForm, type Part, readParts } from "#lib/multipart.ts";
import { preferredLocale } from "#lib/words.ts";
import { type Action, may, type Scope } from "../scope.ts";
import { signedIn } from "../session.ts";
import { scopeOf } from "../sessions.ts";

type Read = { ok: true; scope: Scope; parts: AsyncGenerator<Part> } | { ok: false; response: Response };

/**
 * A form with a file, of somebody who is in and may do `action`, part by part as it arrives; else what to answer instead. Who it
 * is, is known before a byte of the file is read.
 */
export async function readUpload(request: Request, action: Action): Promise<Read> {
  const locale = preferredLocale(request.headers.get("accept-language"));
  if (!isOwnOrigin(request)) return { ok: false, response: problem(403, locale) };
  const boundary = boundaryOf(request.headers.get("content-type"));
  if (!boundary || !request.body) return { ok: false, response: problem(415, locale) };
  await loadSecrets();
  const who = await signedIn(request.headers);
  if (!who) return { ok: false, response: seeOther("/organize/sign-in") };
  const scope = scopeOf(who);
  if (!scope) return { ok: false, response: seeOther("/organize/second-factor") };
  if (!may(scope, action)) return { ok: false, response: seeOther("/organize/refused") };
  return {
    ok: true,
    scope,
    parts: readParts(upTo(MOST, request.body as unknown as AsyncIterable<Uint8Array>), boundary),
  };
}

/** Bytes of a form at most: twice the largest file. Up to there what is refused is read and thrown away. */
const MOST = 2 * MEDIA_LIMITS.film;

/** Breaks off whoever does not stop sending. */
async function* upTo(limit: number, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > limit) throw new MalformedForm("it does not end");
    yield chunk;
  }
}

/** A part as text; what goes beyond `limit` bytes breaks the form off. */
export async function textOf({ body }: Part, limit = 4_096): Promise<string> {
  const bytes = await bytesOf(body, limit);
  if (!bytes) throw new MalformedForm("a field is too long");
  // No text of ours has one, and the database takes none.
  if (bytes.includes(0)) throw new MalformedForm("a field has a zero byte");
  return bytes.toString("utf8");
}

/** All of it; null when it is more than `limit`. */
export async function bytesOf(body: AsyncIterable<Buffer>, limit: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size > limit ? null : Buffer.concat(chunks);
}
