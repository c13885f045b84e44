import { LOCALES, type Locale, words } from "#lib/words.ts";
import type { EditField } from "../editing/edited.ts";

/** The fields of a fact's form, as the pages name them. */
export function factFormFields(locale: Locale): EditField[] {
  const t = words(locale, "contents");
  return [
    ...inLanguages(locale, "statement", t("facts.statement"), true),
    ...inLanguages(locale, "population", t("facts.population"), true),
    { name: "publisher", label: t("facts.publisher") },
    { name: "source", label: t("facts.source") },
    { name: "year", label: t("facts.year") },
    { name: "url", label: t("facts.url") },
    { name: "retrieved_on", label: t("facts.retrieved") },
    { name: "review_by", label: t("facts.review") },
    published(locale),
  ];
}

export function hotlineFormFields(locale: Locale): EditField[] {
  const t = words(locale, "contents");
  return [
    ...inLanguages(locale, "name", t("hotlines.name")),
    { name: "place", label: t("hotlines.place") },
    { name: "phone", label: t("hotlines.phone") },
    { name: "sms", label: t("hotlines.sms") },
    { name: "tty", label: t("hotlines.tty") },
    { name: "url", label: t("hotlines.url") },
    ...inLanguages(locale, "hours", t("hotlines.hours")),
    { name: "verified_on", label: t("hotlines.verified") },
  ];
}

export function articleFormFields(locale: Locale, lang: Locale): EditField[] {
  const t = words(locale, "contents");
  return [
    { name: "title", label: t("pages.heading"), lang },
    { name: "body", label: t("pages.body"), isLong: true, lang },
    published(locale),
  ];
}

/** One field a language. */
export function inLanguages(locale: Locale, name: string, label: string, isLong = false): EditField[] {
  const t = words(locale, "contents");
  return LOCALES.map((lang) => ({
    name: `${name}_${lang}`,
    label: t("inLanguage", { field: label, language: t(`languages.${lang}`) }),
    isLong,
    lang,
  }));
}

function published(locale: Locale): EditField {
  const t = words(locale, "contents");
  return {
    name: "published",
    label: t("published"),
    choices: [
      { value: "", label: t("no") },
      { value: "on", label: t("yes") },
    ],
  };
}
