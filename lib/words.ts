import { createTranslator } from "use-intl/core";
import en from "../messages/en.json" with { type: "json" };
import es from "../messages/es.json" with { type: "json" };

/** The languages that are complete; English has no prefix in addresses. */
export const LOCALES = ["en", "es"] as const;
export type Locale = (typeof LOCALES)[number];
type Messages = typeof en;

const messages: Record<Locale, Messages> = { en, es };

export function isLocale(value: unknown): value is Locale {
  return LOCALES.includes(value as Locale);
}

/** A value that came from outside, as a language that we have; English otherwise. */
export function localeOr(value: unknown): Locale {
  return isLocale(value) ? value : "en";
}

/** Of what a browser prefers (`Accept-Language`), the first that we have; English otherwise. For pages without a language in their path. */
export function preferredLocale(header: string | null | undefined): Locale {
  const wanted = (header ?? "").split(",").map((part) => {
    const [tag = "", quality] = part.trim().toLowerCase().split(";q=");
    return { locale: tag.split("-")[0], quality: quality === undefined ? 1 : Number(quality) || 0 };
  });
  const [first] = wanted
    .filter(({ locale, quality }) => isLocale(locale) && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return localeOr(first?.locale);
}

/** The words of one namespace: `t("key", {values})`, `t.rich`, `t.markup`, `t.raw` (ICU MessageFormat). */
export function words<Namespace extends keyof Messages & string>(locale: Locale, namespace: Namespace) {
  return createTranslator({ locale, messages: messages[locale], namespace });
}

/** A namespace as it is written, for a script that fills in its values itself. */
export function texts<Namespace extends keyof Messages & string>(
  locale: Locale,
  namespace: Namespace,
): Messages[Namespace] {
  return messages[locale][namespace];
}

/** An address of the site in a language: `path("es", "/c/sample")` is `/es/c/sample`. */
export function path(locale: Locale, address: string): string {
  if (locale === "en") return address;
  return address === "/" ? `/${locale}` : `/${locale}${address}`;
}

const numbers = new Map<Locale, Intl.NumberFormat>();

/** 48213 as "48,213". Spanish groups four digits too, as readers in the United States expect. */
export function number(locale: Locale, value: number): string {
  let format = numbers.get(locale);
  if (!format) {
    format = new Intl.NumberFormat(locale === "es" ? "es-US" : "en-US", { useGrouping: "always" });
    numbers.set(locale, format);
  }
  return format.format(value);
}

/** "December 31, 2026", in the edition's own time zone. */
export function date(locale: Locale, value: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat(locale === "es" ? "es-US" : "en-US", {
    dateStyle: "long",
    timeZone,
  });
  return format.format(value);
}

/** "November 22, 2026 at 3:00 PM CST", in the edition's own time zone, which it names. */
export function moment(locale: Locale, value: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat(locale === "es" ? "es-US" : "en-US", {
    year: "numeric",
    month: "long",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
    timeZone,
  });
  return format.format(value);
}

/** "2026-11-23" as "Nov 23, 2026": a day of the calendar, of no time zone. */
export function shortDay(locale: Locale, day: string): string {
  const format = new Intl.DateTimeFormat(locale === "es" ? "es-US" : "en-US", {
    dateStyle: "medium",
    timeZone: "UTC",
  });
  return format.format(new Date(`${day}T00:00:00Z`));
}
