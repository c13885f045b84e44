import type { Locale } from "#lib/words.ts";

/** A language as it is called in the language of the desk: "Spanish", "español". */
export function languageName(locale: Locale, lang: Locale): string {
  return new Intl.DisplayNames(locale, { type: "language" }).of(lang) ?? lang;
}
