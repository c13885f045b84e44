import { inLanguage } from "#lib/said.ts";
import { isLocale, LOCALES, type Locale } from "#lib/words.ts";

/** A text in the languages in which somebody has written it. */
export type Localized = Partial<Record<Locale, string>>;
/** Of such a text the one to show, and the language that it is in. */
export type Shown = { text: string; lang: Locale };

/** In the reader's language, else in the first that there is. Empty where nobody wrote any. */
export function inLocale(text: Localized, locale: Locale): Shown {
  const found = inLanguage(text, locale, LOCALES);
  return found && isLocale(found.lang) ? { text: found.text, lang: found.lang } : { text: "", lang: locale };
}

/** What stands in a column of the database, as such a text. */
export function asLocalized(value: unknown): Localized {
  const entries = Object.entries((value ?? {}) as Record<string, unknown>);
  return Object.fromEntries(entries.filter(([lang, text]) => isLocale(lang) && typeof text === "string"));
}

/** The fields `name_en`, `name_es`, … of a form, those that are empty left out. */
export function readLocalized(form: ReadonlyMap<string, string>, name: string): Localized {
  const typed = LOCALES.map((lang) => [lang, (form.get(`${name}_${lang}`) ?? "").trim()] as const);
  return Object.fromEntries(typed.filter(([, text]) => text !== ""));
}

/** The same fields as a form shows them. */
export function asFields(name: string, text: Localized): Record<string, string> {
  return Object.fromEntries(LOCALES.map((lang) => [`${name}_${lang}`, text[lang] ?? ""]));
}
