import { type Locale, words } from "#lib/words.ts";

/** Seconds in the largest unit that says enough: "45 s", "12 min", "3 h", "2 days". */
export function duration(locale: Locale, seconds: number): string {
  const t = words(locale, "health");
  if (seconds < 90) return t("duration.seconds", { count: Math.round(seconds) });
  if (seconds < 90 * 60) return t("duration.minutes", { count: Math.round(seconds / 60) });
  if (seconds < 36 * 3_600) return t("duration.hours", { count: Math.round(seconds / 3_600) });
  return t("duration.days", { count: Math.round(seconds / 86_400) });
}
