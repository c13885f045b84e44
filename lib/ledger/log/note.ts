import { createPublicKey, hash, type KeyObject, sign, verify } from "node:crypto";
import { base64 } from "./base64.ts";

/** Ed25519 in signed notes (C2SP signed-note). */
const ED25519 = Buffer.from([1]);
/** What stands before the 32 bytes of an Ed25519 key in DER (RFC 8410 §4). */
const SPKI = Buffer.from("302a300506032b6570032100", "hex");
const SIGNATURE = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u;
/** Room for 16 signatures (signed-note: the least that must be accepted) of the longest kind, of nearly 5 kB each. */
const LONGEST = 256 * 1024;

export type VerifierKey = {
  name: string;
  /** Four bytes. */
  id: Buffer;
  /** 32 bytes. */
  publicKey: Buffer;
};

/** The key that checks what `name` signs with `publicKey`. */
export function verifierKey(name: string, publicKey: Buffer): VerifierKey {
  const id = hash("sha256", Buffer.concat([Buffer.from(`${name}\n`), ED25519, publicKey]), "buffer");
  return { name, id: id.subarray(0, 4), publicKey };
}

/** `name+hex key id+base64 of the key`, as logs publish it. */
export function formatKey({ name, id, publicKey }: VerifierKey): string {
  return `${name}+${id.toString("hex")}+${Buffer.concat([ED25519, publicKey]).toString("base64")}`;
}

/** A key as `formatKey` writes it; null when it is not one, or its id is not that of its name and key. */
export function parseKey(text: string): VerifierKey | null {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(text) ?? [];
  const bytes = encoded === undefined ? null : base64(encoded);
  if (!name || bytes?.length !== 33 || bytes[0] !== ED25519[0]) return null;
  const key = verifierKey(name, bytes.subarray(1));
  return key.id.toString("hex") === id ? key : null;
}

/** Signs a text that ends in a line feed. */
export function signNote(text: string, name: string, privateKey: KeyObject): string {
  const key = verifierKey(name, rawPublicKey(privateKey));
  const signature = Buffer.concat([key.id, sign(null, Buffer.from(text), privateKey)]);
  return `${text}\n— ${name} ${signature.toString("base64")}\n`;
}

/**
 * The text of a note that `key` signed; null when it is no note, or the key's signature is missing or wrong. Signatures of
 * other keys are passed over.
 */
export function openNote(note: string, key: VerifierKey): string | null {
  const parts = splitNote(note);
  if (!parts) return null;
  const own = parts.signatures.filter(
    ({ name, bytes }) => name === key.name && key.id.equals(bytes.subarray(0, 4)),
  );
  const publicKey = createPublicKey({
    key: Buffer.concat([SPKI, key.publicKey]),
    format: "der",
    type: "spki",
  });
  const isSigned = ({ bytes }: { bytes: Buffer }) =>
    verify(null, Buffer.from(parts.text), publicKey, bytes.subarray(4));
  return own.length > 0 && own.every(isSigned) ? parts.text : null;
}

export type NoteParts = { text: string; signatures: { name: string; bytes: Buffer }[] };

/** A note's text and its signatures, none of them checked; null when it is not exactly a note. */
export function splitNote(note: string): NoteParts | null {
  const cut = note.lastIndexOf("\n\n");
  // Of control characters only the line feed; a lone surrogate is no UTF-8.
  if (cut < 0 || note.length > LONGEST || /[^\P{Cc}\n\u007f-\u009f]/u.test(note) || !note.isWellFormed())
    return null;
  if (!note.endsWith("\n") || cut + 2 >= note.length) return null;
  const signatures = note
    .slice(cut + 2, -1)
    .split("\n")
    .map((line) => {
      const [, name, encoded] = SIGNATURE.exec(line) ?? [];
      const bytes = encoded === undefined ? null : base64(encoded);
      return name && bytes && bytes.length > 4 ? { name, bytes } : null;
    });
  if (signatures.some((signature) => signature === null)) return null;
  return { text: note.slice(0, cut + 1), signatures: signatures as NoteParts["signatures"] };
}

/** The 32 bytes of an Ed25519 key's public half. */
export function rawPublicKey(key: KeyObject): Buffer {
  const publicKey = key.type === "private" ? createPublicKey(key) : key;
  return publicKey.export({ format: "der", type: "spki" }).subarray(SPKI.length);
}
