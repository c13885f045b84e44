import type { Tracked } from "#lib/organizers/tracker/edition.ts";
import type { Locale } from "#lib/words.ts";

/** What every panel of the tracker needs. */
export type View = { locale: Locale; slug: string; edition: Tracked["edition"]; now: Date };

export function csvOf(view: View, file: string, { label, name }: { label: string; name: string }) {
  return { href: `/organize/tracker/${file}.csv?campaign=${view.slug}`, label, name };
}

export function streamOf(view: Pick<View, "slug">): string {
  return `/organize/stream?campaign=${view.slug}`;
}

/** How numbers are written: Spanish as readers in the United States expect it. */
export function numbersOf(locale: Locale): string {
  return locale === "es" ? "es-US" : "en-US";
}

/** The part of a whole as "12%", of a small one "0.4%"; a dash where there is no whole. */
export function percent(locale: Locale, part: number, of: number): string {
  if (of <= 0) return "–";
  const share = part / of;
  const format = new Intl.NumberFormat(numbersOf(locale), {
    style: "percent",
    maximumFractionDigits: share > 0 && share < 0.1 ? 1 : 0,
  });
  return share > 0 && share < 0.001 ? `< ${format.format(0.001)}` : format.format(share);
}

/** "Nov 22, 3:05 PM", in the edition's time zone. */
export function brief(locale: Locale, at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat(numbersOf(locale), {
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZone,
  }).format(at);
}
