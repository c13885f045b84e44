/** Bytes, hashes and signatures with what every browser (and Node) has: Web Crypto. */

/** The bytes of canonical base64 (RFC 4648 §4); null for any other text.
 * @param {string} text @returns {Uint8Array<ArrayBuffer> | null} */
export function fromBase64(text) {
  try {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    return toBase64(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}

/** @param {Uint8Array} bytes */
export function toBase64(bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** @param {Uint8Array} bytes */
export function toBase64Url(bytes) {
  return toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The bytes of canonical base64url without padding (RFC 4648 §5); null for any other text. @param {string} text */
export function fromBase64Url(text) {
  const bytes = fromBase64(
    text.replaceAll("-", "+").replaceAll("_", "/") + "=".repeat((4 - (text.length % 4)) % 4),
  );
  return bytes && toBase64Url(bytes) === text ? bytes : null;
}

/** @param {...(Uint8Array | string)} parts */
export function join(...parts) {
  const all = parts.map((part) => (typeof part === "string" ? new TextEncoder().encode(part) : part));
  const joined = new Uint8Array(all.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of all) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** @param {Uint8Array} a @param {Uint8Array} b */
export function isEqual(a, b) {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** @param {Uint8Array<ArrayBuffer>} key @param {string} text */
export async function hmac(key, text) {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const imported = await crypto.subtle.importKey("raw", key, algorithm, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", imported, join(text)));
}

/** Null where this browser does not know Ed25519.
 * @param {Uint8Array<ArrayBuffer>} publicKey @param {Uint8Array<ArrayBuffer>} signature @param {string} text
 * @returns {Promise<boolean | null>} */
export async function isSigned(publicKey, signature, text) {
  try {
    const key = await crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", key, signature, join(text));
  } catch {
    return null;
  }
}
