import { domainToASCII } from "node:url";
import { asDelivered } from "./provider-rules.ts";

export type Address = {
  /** What mail is sent to: as typed, trimmed, the domain in ASCII. */
  typed: string;
  /** What a mailbox is known by: lower-cased, and as its provider delivers it. */
  canonical: string;
  /** Of the typed address, in ASCII and lower case. */
  domain: string;
};
export type AddressError = "empty" | "malformed" | "tooLong";

/** RFC 5322 `atext`, and letters, marks and digits of any script (RFC 6531). */
const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const TYPED_DOMAIN = /^[\p{L}\p{M}\p{N}.\u3002-]+$/u;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** Octets, RFC 5321 section 4.5.3.1. */
const LONGEST = 254;
const LONGEST_LOCAL = 64;
/** UTF-16 units: room for what falls away; nothing longer is looked at, since a form may hold kilobytes. */
const LONGEST_TYPED = 4 * LONGEST;
/** The invisible characters that phones and address books leave at the ends; the look back keeps a run from being read twice. */
const ENDS = /^[\s\p{Cf}]+|(?<![\s\p{Cf}])[\s\p{Cf}]+$/gu;

/**
 * Reads an e-mail address and gives the form that one mailbox has however it is typed. Quoted local parts, comments and IP
 * literals are refused though RFC 5322 knows them: no one signs with them, and they are how headers are smuggled.
 *
 * A local part beyond ASCII is taken (nodemailer asks for SMTPUTF8). It is sent to in its NFKC form: were mail sent to a look-alike
 * and found under the plain form, whoever owns the look-alike could confirm for the other's mailbox.
 */
export function canonicalAddress(raw: string): ({ ok: true } & Address) | { ok: false; code: AddressError } {
  if (raw.length > LONGEST_TYPED) return { ok: false, code: "tooLong" };
  const text = raw.replace(ENDS, "").normalize("NFKC");
  if (text === "") return { ok: false, code: "empty" };
  // Once more: NFKC makes up to 18 characters of one.
  if (text.length > LONGEST_TYPED) return { ok: false, code: "tooLong" };
  const [local = "", typedDomain = "", more] = text.split("@");
  if (more !== undefined || !LOCAL.test(local)) return { ok: false, code: "malformed" };
  const domain = asciiDomain(typedDomain);
  if (domain === null) return { ok: false, code: "malformed" };
  const typed = `${local}@${domain}`;
  if (Buffer.byteLength(typed) > LONGEST || Buffer.byteLength(local) > LONGEST_LOCAL)
    return { ok: false, code: "tooLong" };
  const delivered = asDelivered(local.toLowerCase().normalize("NFKC"), domain);
  if (delivered.local === "") return { ok: false, code: "malformed" };
  return { ok: true, typed, canonical: `${delivered.local}@${delivered.domain}`, domain };
}

/** A host name of two labels or more, in ASCII (UTS 46); null where it is none, which an IP address is not either. */
function asciiDomain(typed: string): string | null {
  // First, because domainToASCII stops at a slash and undoes percent signs.
  if (!TYPED_DOMAIN.test(typed)) return null;
  const domain = domainToASCII(typed).toLowerCase();
  const labels = domain.split(".");
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label))) return null;
  return /^\d+$/.test(labels.at(-1) ?? "") ? null : domain;
}
