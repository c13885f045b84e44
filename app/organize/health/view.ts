import type { Locale } from "#lib/words.ts";

/** What the panels need to write times. */
export type View = { locale: Locale; timeZone: string; now: Date };
