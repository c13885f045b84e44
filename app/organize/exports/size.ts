import type { Locale } from "#lib/words.ts";

/** 1234567 bytes as "1.2 MB". */
export function sizeOf(locale: Locale, bytes: number): string {
  const [value, unit] =
    bytes < 1_000_000 ? [Math.max(1, Math.ceil(bytes / 1_000)), "kilobyte"] : [bytes / 1_000_000, "megabyte"];
  return new Intl.NumberFormat(locale === "es" ? "es-US" : "en-US", {
    style: "unit",
    unit,
    maximumFractionDigits: unit === "megabyte" ? 1 : 0,
  }).format(value);
}
