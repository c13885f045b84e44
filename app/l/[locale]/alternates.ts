import { LOCALES, type Locale, path } from "#lib/words.ts";

/** For search engines: where a page stands, and where in its other languages. `address` is the English one. */
export function alternates(locale: Locale, address: string) {
  return {
    canonical: path(locale, address),
    languages: Object.fromEntries(LOCALES.map((other) => [other, path(other, address)])),
  };
}
