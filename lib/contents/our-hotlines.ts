import { LOCALES, words } from "#lib/words.ts";
import type { HotlineInput } from "./hotline-rules.ts";
import type { Localized } from "./localized.ts";

/**
 * Whom to call where nothing else is known: the numbers that the sample campaign starts with, and that every page goes back to
 * when the database is away or has none.
 */
export const OUR_HOTLINES: readonly HotlineInput[] = [
  {
    place: "US",
    name: named("helpHotline"),
    phone: "+18883737888",
    phoneShown: "888-373-7888",
    sms: "BEFREE (233733)",
    tty: "711",
    url: null,
    hours: null,
    verifiedOn: "2026-11-21",
  },
  {
    place: "55133",
    name: named("helpWaukesha"),
    phone: "+12625423828",
    phoneShown: "262-542-3828",
    sms: null,
    tty: null,
    url: null,
    hours: null,
    verifiedOn: "2026-11-21",
  },
];

function named(key: "helpHotline" | "helpWaukesha"): Localized {
  return Object.fromEntries(LOCALES.map((locale) => [locale, words(locale, "site")(key)]));
}
