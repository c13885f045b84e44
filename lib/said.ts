/** Words by language, as they stand in the database: `{"en": "…", "es": "…"}`. A language may be missing. */
export type Said = Partial<Record<string, string>>;

/** The words in a reader's language, else in the first of `languages` that has some, with the language that they are in. */
export function inLanguage(
  said: Said | null | undefined,
  locale: string,
  languages: readonly string[],
): { text: string; lang: string } | null {
  const lang = [locale, ...languages, ...Object.keys(said ?? {})].find((one) => said?.[one]);
  const text = lang && said?.[lang];
  return lang && text ? { text, lang } : null;
}
