export type NameError = "empty" | "tooLong" | "url" | "leading" | "control" | "noLetter";

/** In code points after NFC, as the database counts them. */
export const LONGEST_NAME = 100;

/** Marks without a shape that keyboards leave behind. The joiners U+200C and U+200D stay: Persian and emoji need them. */
const INVISIBLE = /[\u00AD\u061C\u200B\u200E\u200F\u2060\uFEFF]/g;
/** Control and private characters, embeddings, overrides and isolates (they turn the text around them), stacked marks. */
const FORBIDDEN = /[\p{Cc}\p{Co}\p{Cs}\u202A-\u202E\u2066-\u2069]|\p{M}{5,}/u;
/** What a spreadsheet takes for a formula when names are exported. */
const LEADING = /^[=+\-@]/;
const SCHEME = /(?:\b[a-z][a-z0-9+.-]*:\/\/|\bwww\.)/i;
/** "x.com", "bit.ly" and "foo.party/x", but not "J.R. Smith", "St. John", "Wm.Jones" or "T.Ly". */
const HOST = new RegExp(
  [
    "[\\p{L}\\p{N}-]\\.(?:com|net|org|info|biz|xyz|top|shop|site|online|store|app|dev|link|click|live|club|vip|gov|edu|mil)",
    "[\\p{L}\\p{N}-]{2}\\.(?:io|ly|gg|me|co|ru|cn|tk|us|uk|ca|de|mx)",
  ]
    .map((host) => `${host}(?![\\p{L}\\p{N}])`)
    .concat("[\\p{L}\\p{N}-]{2}\\.[a-z]{2,}/", "[\\p{L}\\p{N}-]\\.[a-z]{2,3}/")
    .join("|"),
  "iu",
);

/**
 * A name as its owner writes it, in any script: NFC, white space collapsed, 1 to 100 characters with at least one letter.
 * Links are refused, since names are shown in public; bidirectional overrides are refused rather than dropped, since what
 * was typed with them would read differently without.
 */
export function checkName(raw: string): { ok: true; name: string } | { ok: false; code: NameError } {
  const name = raw.normalize("NFC").replace(INVISIBLE, "").replace(/\s+/g, " ").trim();
  if (name === "") return { ok: false, code: "empty" };
  if (name.length > 4 * LONGEST_NAME || [...name].length > LONGEST_NAME)
    return { ok: false, code: "tooLong" };
  if (FORBIDDEN.test(name)) return { ok: false, code: "control" };
  const plain = name.normalize("NFKC").replaceAll("\u3002", ".");
  if (LEADING.test(plain)) return { ok: false, code: "leading" };
  if (SCHEME.test(plain) || HOST.test(plain)) return { ok: false, code: "url" };
  if (!/\p{L}/u.test(name)) return { ok: false, code: "noLetter" };
  return { ok: true, name };
}

/**
 * What the key of a person is made from: the same man who types his name on another keyboard next year is found. Case is
 * folded; accents of Latin, Greek and Cyrillic go ("José" is "Jose"), vowel signs of other scripts stay, they are
 * letters there; apostrophes, full stops and emoji go; hyphens are spaces.
 */
export function normalisedName(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[\u0300-\u036F]/g, "")
    .toUpperCase()
    .toLowerCase()
    .normalize("NFKC")
    .replace(/[\p{Pd}_,\s]+/gu, " ")
    .replace(/[^\p{L}\p{M}\p{N} ]/gu, "")
    .replace(/ +/g, " ")
    .trim();
}

/** The different words of a name in their normal form, for the search by whole words. */
export function nameWords(name: string): string[] {
  return [...new Set(normalisedName(name).split(" "))].filter(Boolean);
}
