import { openCookie, sealCookie } from "#lib/crypto.ts";
import { cookie, type Form, readCookie } from "#lib/http.ts";
import type { FieldError } from "./schema.ts";

/**
 * What a browser keeps of a signer between two pages, sealed: the form that he is to correct, and the pledge that his
 * code belongs to. Both are set for every signer alike and say nothing about an address.
 */
const FORM = "cs_form";
const SIGNED = "cs_signed";
const FORM_LIFE = 900;
const SIGNED_LIFE = 24 * 3600;

/** `young`: too young to sign, and by this cookie for as long as the browser is open. */
export type FormMemory = {
  where: string;
  values: Record<string, string>;
  errors: FieldError[];
  young: boolean;
  /** The text was replaced: read it again. */
  newText: boolean;
};
export type SignedMemory = {
  slug: string;
  pledgeId: string;
  masked: string;
  /** The mark of the post that this browser sent (`seenMark`). */
  seen: string;
  codeFailed: boolean;
  full: boolean;
  proved: boolean;
};

/** Fields that are shown again; anything else that was posted is forgotten. */
const KEPT = [
  "name",
  "email",
  "birth_year",
  "country",
  "region",
  "county",
  "stance",
  "display",
  "news",
  "renew",
  "agree",
  "share",
  "team",
  "event",
];

/** The cookie that lets `where` (a page's path without its language) show the form again with what was typed. */
export function rememberForm(
  where: string,
  form: Form,
  { errors = [], newText = false }: { errors?: FieldError[]; newText?: boolean },
  now: Date,
): string {
  const typed = KEPT.flatMap((name) => (form.has(name) ? [[name, form.get(name) ?? ""] as const] : []));
  const values = shortened(Object.fromEntries(typed));
  const memory: FormMemory = { where, values, errors, young: false, newText };
  return cookie(FORM, sealCookie(FORM, memory, FORM_LIFE, now), FORM_LIFE);
}

/** Browsers drop a cookie of more than 4,096 bytes; sealed and encoded, so much JSON (bytes) stays below. */
const COOKIE_JSON = 2_200;

/** The values, the longest cut in half until they fit: nobody's real name or address comes near. */
function shortened(values: Record<string, string>): Record<string, string> {
  while (Buffer.byteLength(JSON.stringify(values)) > COOKIE_JSON) {
    const [name = "", value = ""] =
      Object.entries(values).toSorted((a, b) => b[1].length - a[1].length)[0] ?? [];
    values[name] = value.slice(0, Math.floor(value.length / 2));
  }
  return values;
}

/** Too young: nothing of what was typed is kept, only that; the cookie ends with the browser's session. */
export function rememberYoung(now: Date): string {
  const memory: FormMemory = { where: "", values: {}, errors: [], young: true, newText: false };
  return cookie(FORM, sealCookie(FORM, memory, SIGNED_LIFE, now));
}

/** Forgets the form once it was taken. */
export function forgetForm(): string {
  return cookie(FORM, "", 0);
}

/** What the form page `where` shows again; null when there is nothing to show. */
export function readFormMemory(cookieHeader: string | null, where: string, now: Date): FormMemory | null {
  const memory = openCookie<FormMemory>(FORM, readCookie(cookieHeader, FORM), now);
  return memory && (memory.young || memory.where === where) ? memory : null;
}

/** The cookie that ties a code to one pledge. */
export function rememberSigned(memory: SignedMemory, now: Date): string {
  return cookie(SIGNED, sealCookie(SIGNED, memory, SIGNED_LIFE, now), SIGNED_LIFE);
}

/** Forgets it, when what it belongs to was erased. */
export function forgetSigned(): string {
  return cookie(SIGNED, "", 0);
}

/** Which pledge of this campaign the browser signed last; null when none. */
export function readSignedMemory(cookieHeader: string | null, slug: string, now: Date): SignedMemory | null {
  const memory = openCookie<SignedMemory>(SIGNED, readCookie(cookieHeader, SIGNED), now);
  return memory?.slug === slug ? memory : null;
}

/** `john@example.org` as `j…n@…`: enough to see a slip, nothing for who looks over his shoulder. */
export function masked(address: string): string {
  const local = [...address.slice(0, address.lastIndexOf("@"))];
  return `${local[0] ?? ""}…${local.length > 1 ? local.at(-1) : ""}@…`;
}
