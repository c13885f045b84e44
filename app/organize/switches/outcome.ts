import type { Locale } from "#lib/words.ts";

/** What the form of a switch says when nothing was done; null at first. */
export type Outcome = {
  problem: string;
  /** The text that is wrong. */
  lang?: Locale;
  /** What was typed, to go on with. */
  typed?: Partial<Record<Locale, string>>;
} | null;

const DONE = ["on", "off", "text", "same"] as const;
/** What was done, in the address of the page that says so. */
export type Done = (typeof DONE)[number];

export function isDone(value: unknown): value is Done {
  return DONE.includes(value as Done);
}
