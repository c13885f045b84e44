import { createHmac, type KeyObject, randomBytes } from "node:crypto";
import { seal, unseal } from "#lib/crypto.ts";

/** What a man put his name to, as the ledger commits to it. */
export type SignedRecord = {
  v: 1;
  /** Id of the ledger's entry: no two records are alike. */
  entry: string;
  campaign: string;
  /** The edition's year. */
  edition: number;
  /** SHA-256, hex, of the pledge text that he signed, and its language. */
  text: string;
  lang: string;
  name: string;
  stance: string;
  country: string;
  region: string | null;
  county: string | null;
};
export type Receipt = {
  /** 32 random bytes, base64url: without them nobody can try names against the commitment. */
  salt: string;
  /** The record as canonical JSON: exactly the bytes that were committed to. */
  record: string;
};

/** JSON of a flat record with sorted keys and no white space (RFC 8785, of which our values need no more). */
export function canonicalJson(record: SignedRecord): string {
  return JSON.stringify(Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** HMAC-SHA256 of the record under the receipt's salt: 32 bytes, which stand in the ledger and in the log. */
export function commitmentOf({ salt, record }: Receipt): Buffer {
  return createHmac("sha256", Buffer.from(salt, "base64url")).update(record, "utf8").digest();
}

/**
 * A commitment to a record under a fresh salt, and the receipt that opens it, sealed with the pledge's data key. Who erases
 * that key erases the salt: what is then left in the ledger is 32 bytes that mean nothing to anybody.
 */
export function commitTo(record: SignedRecord, key: KeyObject): { commitment: Buffer; sealed: Buffer } {
  const receipt = { salt: randomBytes(32).toString("base64url"), record: canonicalJson(record) };
  return { commitment: commitmentOf(receipt), sealed: seal(key, JSON.stringify(receipt), "receipt") };
}

/** The receipt that `commitTo` sealed. Throws when it was altered or sealed with another key. */
export function openReceipt(sealed: Buffer, key: KeyObject): Receipt {
  return JSON.parse(unseal(key, sealed, "receipt").toString("utf8")) as Receipt;
}
