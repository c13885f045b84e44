import { lookupKey, sealApp, unsealApp } from "#lib/crypto.ts";
import { canonicalAddress } from "#lib/pledges/canonical-address.ts";

/** A mailbox as typed, and the key by which its organizer is found. */
export type Mailbox = { typed: string; key: Buffer };

/** Reads an address; null for what is none. Await `loadSecrets` before. */
export function readMailbox(raw: string): Mailbox | null {
  const read = canonicalAddress(raw);
  return read.ok ? { typed: read.typed, key: lookupKey("organizer", read.canonical) } : null;
}

/** An organizer's address, sealed for his row. lib/mail opens it too, when it writes to him. */
export function sealAddress(organizerId: string, address: string): Buffer {
  return sealApp("organizer", address, `${organizerId}:email`);
}

export function openAddress(organizerId: string, sealed: Buffer): string {
  return unsealApp("organizer", sealed, `${organizerId}:email`).toString("utf8");
}
