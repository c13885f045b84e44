import { constants, crc32, deflateRawSync, gzipSync } from "node:zlib";
import { CODE_MARK } from "./strip.ts";

/** The codes that a link may carry into the form: who shared it, which team, which event. */
const NAMES = new Set(["share", "team", "event"]);
const CODE = /^[A-Za-z0-9_-]{1,64}$/;

export type Codes = Map<string, string>;

/** A page cut at its hidden fields: `texts` and, between each two of them, the name of the code that belongs there. */
export type Slots = { names: string[]; texts: Buffer[]; deflated: Buffer[] };

/** The valid codes of a query; anything else in it never reaches a page. */
export function readCodes(query: string): Codes {
  const codes: Codes = new Map();
  if (!query) return codes;
  for (const [name, value] of new URLSearchParams(query))
    if (NAMES.has(name) && CODE.test(value) && !codes.has(name)) codes.set(name, value);
  return codes;
}

/** Cuts a stripped page at its marks: the page with empty fields, and the slots, null when it has none. */
export function splitAtCodes(marked: string): { html: string; slots: Slots | null } {
  const parts = marked.split(CODE_MARK);
  if (parts.length < 3) return { html: marked, slots: null };
  const texts = parts.filter((_, index) => index % 2 === 0).map((text) => Buffer.from(text));
  const names = parts.filter((_, index) => index % 2 === 1);
  return { html: Buffer.concat(texts).toString(), slots: { names, texts, deflated: texts.map(deflatePart) } };
}

/** The page with its codes filled in. */
export function fill(slots: Slots, codes: Codes): Buffer {
  return Buffer.concat(slots.texts.flatMap((text, index) => [text, codeAt(slots, codes, index)]));
}

/**
 * The same page as one gzip file (RFC 1952) without compressing it again: the parts were deflated once, each by itself,
 * and a code goes between them as a stored block (RFC 1951 §3.2.4). Only the checksum is reckoned anew, which is about
 * twenty times cheaper than compressing.
 */
export function fillGzip(slots: Slots, codes: Codes): Buffer {
  const chunks: Buffer[] = [GZIP_HEAD];
  let checksum = 0;
  let size = 0;
  slots.texts.forEach((text, index) => {
    const code = codeAt(slots, codes, index);
    chunks.push(slots.deflated[index] ?? deflatePart(text));
    if (code.length > 0) chunks.push(storedBlock(code));
    checksum = crc32(code, crc32(text, checksum));
    size += text.length + code.length;
  });
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(checksum, 0);
  tail.writeUInt32LE(size, 4);
  return Buffer.concat([...chunks, LAST_BLOCK, tail]);
}

const NOTHING = Buffer.alloc(0);
/** Ten bytes as zlib writes them: magic, deflate, no flags, no time, unknown system. */
const GZIP_HEAD = gzipSync("").subarray(0, 10);
/** A final stored block of no bytes. */
const LAST_BLOCK = Buffer.from([1, 0, 0, 0xff, 0xff]);

function codeAt(slots: Slots, codes: Codes, index: number): Buffer {
  const code = codes.get(slots.names[index] ?? "");
  return code ? Buffer.from(code) : NOTHING;
}

function deflatePart(text: Buffer): Buffer {
  // SYNC_FLUSH ends on a whole byte without a final block, so that another block can follow.
  return deflateRawSync(text, { level: 9, finishFlush: constants.Z_SYNC_FLUSH });
}

function storedBlock(bytes: Buffer): Buffer {
  const head = Buffer.from([0, 0, 0, 0, 0]);
  head.writeUInt16LE(bytes.length, 1);
  head.writeUInt16LE(~bytes.length & 0xffff, 3);
  return Buffer.concat([head, bytes]);
}
