import type { ListAddress } from "#lib/organizers/pledges/addresses.ts";
import { placeName } from "#lib/places/names.ts";
import { placedOf } from "#lib/places/rules.ts";
import { type Locale, texts, words } from "#lib/words.ts";

/** What every part of the list knows. */
export type ListView = { locale: Locale; here: ListAddress; timeZone: string };

/** A place's code as a reader says it. */
export function placeOfCode(code: string, locale: Locale): string {
  const placed = placedOf(code);
  return placed ? placeName(placed, locale) : code;
}

/** "Nov 21, 2026, 3:04 PM": short, for a column. */
export function shortMoment(locale: Locale, at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat(locale === "es" ? "es-US" : "en-US", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone,
  }).format(at);
}

/** A reason in the words that the public reads; a code that has none stands for itself. */
export function reasonText(locale: Locale, reason: string): string {
  const said: Record<string, string> = texts(locale, "integrity");
  return said[`reason_${reason}`] ?? words(locale, "integrity")("reasonOther", { code: reason });
}
