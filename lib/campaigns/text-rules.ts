import { hash } from "node:crypto";

export type TextBody = { title: string; sentences: string[] };
export type TextRefusal = "title" | "sentences" | "sentence_long" | "sentence_twice";

/** A pledge that is said together has to be short; these are far above what anybody says. */
export const TITLE_LIMIT = 120;
export const SENTENCES_LIMIT = 12;
export const SENTENCE_LIMIT = 600;

/** Reads a title and sentences, one a line. Spaces are made single, empty lines dropped. */
export function readText(
  title: string,
  lines: string,
): { ok: true; text: TextBody } | { ok: false; refusals: { title?: TextRefusal; sentences?: TextRefusal } } {
  const text = { title: tidy(title), sentences: lines.split(/\r?\n/).map(tidy).filter(Boolean) };
  const refusals: { title?: TextRefusal; sentences?: TextRefusal } = {};
  if (text.title === "" || [...text.title].length > TITLE_LIMIT) refusals.title = "title";
  if (text.sentences.length === 0 || text.sentences.length > SENTENCES_LIMIT)
    refusals.sentences = "sentences";
  else if (text.sentences.some((sentence) => [...sentence].length > SENTENCE_LIMIT))
    refusals.sentences = "sentence_long";
  else if (new Set(text.sentences).size < text.sentences.length) refusals.sentences = "sentence_twice";
  return Object.keys(refusals).length > 0 ? { ok: false, refusals } : { ok: true, text };
}

/** SHA-256, hex, of title and sentences joined by line feeds: what a signature names. */
export function textHash({ title, sentences }: TextBody): string {
  return hash("sha256", [title, ...sentences].join("\n"));
}

export function isSameText(a: TextBody, b: TextBody): boolean {
  return textHash(a) === textHash(b);
}

/** Control and direction characters have no place in a text that is hashed as it is read. */
function tidy(line: string): string {
  return line
    .normalize("NFC")
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}
