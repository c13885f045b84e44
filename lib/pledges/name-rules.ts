export type NameError = "empty" | "tooLong" | "url" | "leading" | "control" | "noLetter";

/** In code points after NFC, as the database counts them. */
export const LONGEST_NAME = 100;
/** UTF-16 units: room for what falls away; nothing longer is looked at, since a form may hold kilobytes. */
const LONGEST_TYPED = 2_000;

/** What has no shape: marks that keyboards leave behind, letters that are blank (U+3164). The rest is judged below. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}--[\u200C\u200D\uFE0F\u202A-\u202E\u2066-\u2069]]/gv;
/** Emoji selectors with nothing to select. */
const IDLE_SELECTOR = /(?<!\p{Emoji})\uFE0F/gu;
/**
 * Joiners with nothing to join. Where they do their work they stay: between letters (Persian), at a word's end after a
 * mark (Malayalam), in emoji.
 */
const IDLE_JOINER =
  /(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200C\u200D]|(?<!\p{M})[\u200C\u200D](?![\p{L}\p{M}\p{Extended_Pictographic}])/gu;
const JOINER = /[\u200C\u200D]|\uFE0F/g;
/** White space, and the Braille pattern without dots. */
const SPACE = /[\s\u2800]+/g;
/**
 * Control and private characters, annotations, embeddings, overrides and isolates (they turn the text around them), stacked
 * marks.
 */
const FORBIDDEN = /[\p{Cc}\p{Co}\p{Cs}\u202A-\u202E\u2066-\u2069\uFFF9-\uFFFB]|\p{M}{5,}/u;
/** What a spreadsheet takes for a formula when names are exported; marks that would sit on what stands before the name. */
const LEADING = /^[=+\-@\u2212\p{M}]/u;
const SCHEME = /:\/\/|\bwww\./i;
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
 * A name as its owner writes it, in any script: NFC, without what cannot be seen, white space collapsed, 1 to 100
 * characters with at least one letter. Links are refused, since names are shown in public; bidirectional overrides are
 * refused rather than dropped, since what was typed with them would read differently without.
 */
export function checkName(raw: string): { ok: true; name: string } | { ok: false; code: NameError } {
  if (raw.length > LONGEST_TYPED) return { ok: false, code: "tooLong" };
  // Composed twice: a joiner is judged by what it stands beside, and what it stood between may compose without it.
  const composed = raw.replace(INVISIBLE, "").replace(IDLE_SELECTOR, "").normalize("NFC");
  const name = composed.replace(IDLE_JOINER, "").replace(SPACE, " ").trim().normalize("NFC");
  if (name === "") return { ok: false, code: "empty" };
  if (name.length > 4 * LONGEST_NAME || [...name].length > LONGEST_NAME)
    return { ok: false, code: "tooLong" };
  const bare = name.replace(JOINER, "");
  if (FORBIDDEN.test(bare)) return { ok: false, code: "control" };
  const plain = bare.normalize("NFKC").replaceAll("\u3002", ".");
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
    .replace(/[\u0300-\u036F\p{Default_Ignorable_Code_Point}]/gu, "")
    .toUpperCase()
    .toLowerCase()
    .replace(/[\p{Pd}_,\s]+/gu, " ")
    .replace(/[^\p{L}\p{M}\p{N} ]/gu, "")
    .replace(/ +/g, " ")
    .trim()
    .normalize("NFKC");
}

/** The different words of a name in their normal form, for the search by whole words. */
export function nameWords(name: string): string[] {
  return [...new Set(normalisedName(name).split(" "))].filter(Boolean);
}
