import type { Locale } from "#lib/words.ts";

const UNITS = ["kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** Bytes as "640 kB", "1.2 GB": units of a thousand, as disks are sold. */
export function sizeOf(locale: Locale, bytes: number): string {
  const step = Math.min(Math.max(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 1), UNITS.length);
  return new Intl.NumberFormat(locale === "es" ? "es-US" : "en-US", {
    style: "unit",
    unit: UNITS[step - 1],
    unitDisplay: "short",
    maximumSignificantDigits: 3,
  }).format(bytes / 1_000 ** step);
}
