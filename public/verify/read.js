/** Reads a receipt (C2SP tlog-proof) strictly, line by line, and says which line is not as it must be. */
import { fromBase64, fromBase64Url } from "./bytes.js";

/** @typedef {{ kind: string, edition: string, stance: string, evidence: string, place?: string, commitment: string }} Leaf */
/** @typedef {{ campaign: string, edition: number, stance: string, name: string }} SignedRecord */
/** @typedef {{ name: string, id: Uint8Array<ArrayBuffer>, signature: Uint8Array<ArrayBuffer> }} Signature */
/** @typedef {{ text: string, origin: string, size: number, root: Uint8Array<ArrayBuffer>, signatures: Signature[] }} Checkpoint */
/** @typedef {{ leafText: string, leaf: Leaf, salt: Uint8Array<ArrayBuffer>, recordText: string, record: SignedRecord, index: number,
 *   path: Uint8Array<ArrayBuffer>[], checkpoint: Checkpoint }} Receipt */

/** What is wrong with a receipt's text: the line, counted from 1, and a code of what it should have been. */
export class Malformed extends Error {
  /** @param {number} line @param {string} what */
  constructor(line, what) {
    super(`line ${line}: ${what}`);
    this.line = line;
    this.what = what;
  }
}

const NUMBER = /^(0|[1-9]\d{0,14})$/;

/**
 * Lines may end as Windows ends them, and the last end may be missing: who pastes a file loses it easily, and the signature
 * tells whether the rest is whole. Throws Malformed.
 * @param {string} text @returns {Receipt}
 */
export function readReceipt(text) {
  const lines = text.replaceAll("\r\n", "\n").replace(/\n*$/, "").split("\n");
  /** @param {number} line @param {string} what @param {boolean} holds */
  const must = (line, what, holds) => {
    if (!holds) throw new Malformed(line, what);
  };
  must(1, "header", lines[0] === "c2sp.org/tlog-proof@v1");
  const extra = readExtra(lines[1] ?? "");
  const index = /^index (.*)$/.exec(lines[2] ?? "")?.[1] ?? "";
  must(3, "index", NUMBER.test(index));
  const path = [];
  let at = 3;
  for (; lines[at] !== "" && at < lines.length; at++) {
    const hash = fromBase64(lines[at] ?? "");
    must(at + 1, "hash", hash?.length === 32 && path.length < 63);
    path.push(/** @type {Uint8Array<ArrayBuffer>} */ (hash));
  }
  must(at + 1, "empty", lines[at] === "");
  return { ...extra, index: Number(index), path, checkpoint: readCheckpoint(lines.slice(at + 1), at + 2) };
}

/** @param {string} line */
function readExtra(line) {
  const bytes = line.startsWith("extra ") ? fromBase64(line.slice(6)) : null;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes ?? new Uint8Array([255]));
    const { leaf: leafText, salt, record: recordText } = JSON.parse(text);
    const [leaf, record] = [JSON.parse(leafText), JSON.parse(recordText)];
    const key = fromBase64Url(salt);
    const said = [leaf.kind, leaf.edition, leaf.stance, leaf.commitment, leaf.place ?? ""];
    said.push(record.campaign, record.stance, record.name);
    if (
      key?.length === 32 &&
      leaf.v === 1 &&
      Number.isSafeInteger(record.edition) &&
      said.every((value) => typeof value === "string")
    )
      return { leafText, leaf, recordText, record, salt: key };
  } catch {
    // Said below.
  }
  throw new Malformed(2, "extra");
}

/** A checkpoint of its own, as the log serves it. Throws Malformed.
 * @param {string[]} lines @param {number} first the number of the first of them @returns {Checkpoint} */
export function readCheckpoint(lines, first) {
  const [origin = "", size = "", root = ""] = lines;
  const end = lines.lastIndexOf("");
  const hash = fromBase64(root);
  if (origin === "") throw new Malformed(first, "origin");
  if (!NUMBER.test(size)) throw new Malformed(first + 1, "size");
  if (hash?.length !== 32) throw new Malformed(first + 2, "root");
  const body = end < 0 ? lines : lines.slice(0, end);
  const gap = body.indexOf("");
  if (gap >= 0) throw new Malformed(first + gap, "empty");
  if (end < 3 || end === lines.length - 1) throw new Malformed(first + lines.length, "signature");
  const signatures = lines.slice(end + 1).map((line, i) => readSignature(line, first + end + 1 + i));
  return { text: `${body.join("\n")}\n`, origin, size: Number(size), root: hash, signatures };
}

/** @param {string} line @param {number} number @returns {Signature} */
function readSignature(line, number) {
  const [, name = "", encoded = ""] = /^— ([^\s+]+) (\S+)$/u.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  if (!name || !bytes || bytes.length < 5) throw new Malformed(number, "signature");
  return { name, id: bytes.slice(0, 4), signature: bytes.slice(4) };
}
