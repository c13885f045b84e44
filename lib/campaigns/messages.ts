import type { Locale } from "#lib/words.ts";

/** Words of ours that a campaign may say its own way, and how long each may be (characters). */
export const OWN_WORDS = {
  /** What a man sends on, with his link, to each of three audiences. A text message breaks in two at 160 of them. */
  "share.friends": 240,
  "share.coworkers": 240,
  "share.neighbors": 240,
  /** After confirming, under his number. */
  thanks: 200,
} as const;
export type OwnWordKey = keyof typeof OWN_WORDS;
export const OWN_WORD_KEYS = Object.keys(OWN_WORDS) as OwnWordKey[];

type Kept = { ownWords: readonly { key: OwnWordKey; lang: string; text: string }[] };

/** What a campaign says in its own words in a language; null where ours are said. */
export function ownWord({ ownWords }: Kept, key: OwnWordKey, locale: Locale): string | null {
  return ownWords.find((word) => word.key === key && word.lang === locale)?.text ?? null;
}

/** A message with the link in the place that it names by `{link}`, else behind it. */
export function withLink(text: string, url: string): string {
  return text.includes("{link}") ? text.replaceAll("{link}", url) : `${text} ${url}`;
}

export type WordProblem = "too_long" | "address" | "braces";

/**
 * What is wrong with own words; null where nothing is. No addresses: they would lead from a man's own message to elsewhere, past
 * his link; `{link}` is the only thing in braces that means anything.
 */
export function wordProblem(key: OwnWordKey, text: string): WordProblem | null {
  if ([...text].length > OWN_WORDS[key]) return "too_long";
  if (/https?:|www\./i.test(text)) return "address";
  return /[{}]/.test(key === "thanks" ? text : text.replaceAll("{link}", "")) ? "braces" : null;
}
