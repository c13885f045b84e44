/** What a receipt proves. Used by the page /verify in the browser and by `npm run audit -- --receipt FILE`. */
import { fromBase64, hmac, isEqual, isSigned, join, sha256, toBase64Url } from "./bytes.js";

/** @typedef {import("./read.js").Receipt} Receipt */
/** @typedef {import("./read.js").Checkpoint} Checkpoint */
/** `ok` is null where this browser cannot tell.
 * @typedef {{ name: "inclusion" | "signature" | "commitment" | "record", ok: boolean | null }} Check */

/**
 * The checks of a receipt against the keys of the log (as `/log/key` serves them), in the order in which one would explain
 * them. Nothing is fetched.
 * @param {Receipt} receipt @param {string[]} keys @returns {Promise<Check[]>}
 */
export async function checkReceipt(receipt, keys) {
  return [
    { name: "commitment", ok: await opens(receipt) },
    { name: "record", ok: agrees(receipt) },
    { name: "inclusion", ok: await isIncluded(receipt) },
    { name: "signature", ok: await isSignedBy(receipt.checkpoint, keys) },
  ];
}

/** The salt and the record make the commitment that stands in the leaf. @param {Receipt} receipt */
async function opens({ salt, recordText, leaf }) {
  return toBase64Url(await hmac(salt, recordText)) === leaf.commitment;
}

/** The record speaks of what the leaf was counted for. @param {Receipt} receipt */
function agrees({ record, leaf }) {
  return `${record.campaign}/${record.edition}` === leaf.edition && record.stance === leaf.stance;
}

/** The leaf stands under the checkpoint's root (RFC 9162 §2.1.3.2). @param {Receipt} receipt */
async function isIncluded({ leafText, index, path, checkpoint: { size, root } }) {
  if (index >= size) return false;
  let hash = await sha256(join(new Uint8Array([0]), leafText));
  let [at, last] = [index, size - 1];
  const half = () => {
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  };
  for (const sibling of path) {
    if (last === 0) return false;
    const isRight = at % 2 === 1 || at === last;
    hash = await sha256(join(new Uint8Array([1]), ...(isRight ? [sibling, hash] : [hash, sibling])));
    if (isRight) while (at % 2 === 0 && at !== 0) half();
    half();
  }
  return last === 0 && isEqual(hash, root);
}

/**
 * One of the keys signed the checkpoint in the log's name, and no signature of theirs is wrong.
 * @param {Checkpoint} checkpoint @param {string[]} keys @returns {Promise<boolean | null>}
 */
export async function isSignedBy({ text, origin, signatures }, keys) {
  let found = false;
  for (const key of await Promise.all(keys.map(readKey))) {
    if (!key || key.name !== origin) continue;
    for (const { name, id, signature } of signatures) {
      if (name !== key.name || !isEqual(id, key.id)) continue;
      const ok = await isSigned(key.publicKey, signature, text);
      if (!ok) return ok;
      found = true;
    }
  }
  return found;
}

/** `name+hex id+base64 of 0x01 and the key` (C2SP signed-note); null for anything else. @param {string} text */
async function readKey(text) {
  const [, name = "", id = "", encoded = ""] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(text.trim()) ?? [];
  const bytes = fromBase64(encoded);
  if (!name || bytes?.length !== 33 || bytes[0] !== 1) return null;
  const hash = await sha256(join(`${name}\n`, bytes));
  const isOwn = Array.from(hash.slice(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join("") === id;
  return isOwn ? { name, id: hash.slice(0, 4), publicKey: bytes.slice(1) } : null;
}

/**
 * Whether the log as it is now goes on from a receipt's checkpoint, as far as two heads can tell: the same log, signed, not
 * smaller, and with the same root where it has the same size. That a larger one begins with it is what the audit shows.
 * @param {Checkpoint} then @param {Checkpoint} now @param {string[]} keys
 * @returns {Promise<"same" | "grown" | "otherLog" | "unsigned" | "shrunk" | "changed">}
 */
export async function compareHeads(then, now, keys) {
  if (!(await isSignedBy(now, keys))) return "unsigned";
  if (then.origin !== now.origin) return "otherLog";
  if (now.size < then.size) return "shrunk";
  if (now.size > then.size) return "grown";
  return isEqual(now.root, then.root) ? "same" : "changed";
}
