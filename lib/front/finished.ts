import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { hasAlready } from "#lib/open-data.ts";
import { type Codes, fill, fillGzip, type Slots } from "./codes.ts";
import { NEVER_STORED } from "./headers.ts";

const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

type Encoding = "identity" | "gzip" | "br";
type Variant = { body: Buffer; head: string[] };

/** An answer as the bytes that go out, for each way a browser may want them packed. */
export type Finished = {
  status: number;
  headers: Record<string, string>;
  etag: string;
  variants: Partial<Record<Encoding, Variant>> & { identity: Variant };
  slots: Slots | null;
};

/** Below this the packed answer saves no network packet. */
const WORTH_PACKING = 1_000;

/**
 * Packs an answer, so that sending it costs no more than writing bytes. What is sent to many is packed hard and in both
 * ways; `once` does for a single visitor. Header names in lower case.
 */
export async function finish(
  status: number,
  headers: Record<string, string>,
  body: Buffer,
  { slots = null, once = false }: { slots?: Slots | null; once?: boolean } = {},
): Promise<Finished> {
  // One weak tag for all packings: they mean the same page.
  const etag = `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const all = { ...headers, etag, vary: "accept-encoding" };
  const variants: Finished["variants"] = { identity: variant(all, body) };
  if (body.length >= WORTH_PACKING) {
    const pack = async (encoding: "gzip" | "br", packed: Promise<Buffer>) => {
      variants[encoding] = variant({ ...all, "content-encoding": encoding }, await packed);
    };
    const hard = { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } };
    await pack("gzip", gzipped(body, { level: once ? 4 : 9 }));
    if (!once) await pack("br", brotlied(body, hard));
  }
  return { status, headers: all, etag, variants, slots };
}

/** Sends it, or 304 to someone who has it already. HEAD gets the headers alone. */
export function sendFinished(req: IncomingMessage, res: ServerResponse, finished: Finished): void {
  const known = req.headers["if-none-match"];
  if (finished.status === 200 && hasAlready(known, finished.etag)) {
    res.writeHead(304, flat(withoutContent(finished.headers)));
    res.end();
    return;
  }
  const { body, head } = finished.variants[packing(req, finished)] ?? finished.variants.identity;
  res.writeHead(finished.status, head);
  res.end(req.method === "HEAD" ? undefined : body);
}

/** Sends a page with the codes of its link written into the form: for this visitor alone, so nobody may store it. */
export function sendWithCodes(
  req: IncomingMessage,
  res: ServerResponse,
  finished: Finished,
  codes: Codes,
): void {
  if (!finished.slots) {
    sendFinished(req, res, finished);
    return;
  }
  const packed = accepts(req, "gzip");
  const body = packed ? fillGzip(finished.slots, codes) : fill(finished.slots, codes);
  const { etag: _, ...headers } = finished.headers;
  const own = {
    ...headers,
    "cache-control": NEVER_STORED,
    ...(packed ? { "content-encoding": "gzip" } : {}),
  };
  res.writeHead(finished.status, variant(own, body).head);
  res.end(req.method === "HEAD" ? undefined : body);
}

function variant(headers: Record<string, string>, body: Buffer): Variant {
  return { body, head: flat({ ...headers, "content-length": String(body.length) }) };
}

function packing(req: IncomingMessage, { variants }: Finished): Encoding {
  if (variants.br && accepts(req, "br")) return "br";
  return variants.gzip && accepts(req, "gzip") ? "gzip" : "identity";
}

/** RFC 9110 §12.5.3, as far as browsers use it: `q=0` means no. */
function accepts(req: IncomingMessage, encoding: Encoding): boolean {
  const wanted = req.headers["accept-encoding"];
  if (typeof wanted !== "string" || !wanted.includes(encoding)) return false;
  return wanted
    .split(",")
    .map((part) => part.trim().split(";"))
    .some(([name, quality]) => name === encoding && !/^\s*q=0(\.0*)?$/.test(quality ?? ""));
}

function withoutContent(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith("content-type")));
}

/** The form that node:http writes fastest: name, value, name, value. */
function flat(headers: Record<string, string>): string[] {
  return Object.entries(headers).flat();
}
