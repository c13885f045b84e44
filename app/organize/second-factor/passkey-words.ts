import { type Locale, words } from "#lib/words.ts";

/** The words of the passkey's button: it runs in the browser, where no translator is. */
export function passkeyWords(locale: Locale) {
  const t = words(locale, "organizers");
  return {
    name: t("factor.passkeyName"),
    nameHelp: t("factor.passkeyNameHelp"),
    busy: t("factor.passkeyBusy"),
    wrong: t("factor.passkeyFailed"),
    over: t("factor.passkeyOver"),
    stale: t("factor.passkeyStale"),
    none: t("factor.passkeyNone"),
    script: t("factor.passkeyScript"),
  };
}
