import { rememberHelpLine } from "#lib/help-line.ts";
import { type Lasting, lasting } from "#lib/memo.ts";
import { isNational, serves } from "./hotline-rules.ts";
import { type Hotline, hotlinesOf } from "./hotlines.ts";
import { OUR_HOTLINES } from "./our-hotlines.ts";

/** A number to call: what stands in the strip. */
export type StripNumber = HelpNumber & { phone: string; phoneShown: string };
export type HelpNumber = Omit<Hotline, "id" | "slug" | "revision" | "verifiedOn">;

/** Milliseconds for which a process goes by what it read. */
const FRESH_FOR = 1_000;
/** Beside the national ones; all of them stand on the safety page. */
const LOCAL_LIMIT = 3;

// As with switches: the front, Next's bundles and their many pages share one look a second.
const holder = globalThis as typeof globalThis & { countersignHotlines?: Lasting<Hotline[]> };
holder.countersignHotlines ??= lasting(FRESH_FOR, () => hotlinesOf(null));
const memory = holder.countersignHotlines;

/**
 * Whom to call, the national numbers first: those of a campaign, or without one those of all. With a place (`US-WI`, `55079`)
 * of the local ones those that serve it, else the first few, or with `all` every one. Never rejects: while the database is
 * away the last answer goes on, and where there is none ours stand.
 */
export async function helpNumbersFor(
  slug: string | null,
  place: string | null = null,
  { all = false } = {},
): Promise<HelpNumber[]> {
  const known = await memory.get().catch(() => []);
  const own = known.filter((hotline) => slug === null || hotline.slug === slug);
  const numbers = once(own.length > 0 ? own : OUR_HOTLINES);
  const national = numbers.filter((one) => isNational(one.place));
  const local = numbers.filter((one) => !isNational(one.place) && (!place || serves(one.place, place)));
  const shown = [...national, ...(all || place ? local : local.slice(0, LOCAL_LIMIT))];
  const strip = national.find(({ phone }) => phone);
  if (strip?.phone && strip.phoneShown) rememberHelpLine({ call: strip.phone, shown: strip.phoneShown });
  return shown;
}

/** The number in the strip above every page: the first national one that can be called. */
export async function stripNumber(): Promise<StripNumber> {
  const numbers = [...(await helpNumbersFor(null)), ...OUR_HOTLINES];
  return numbers.find((one) => isNational(one.place) && one.phone && one.phoneShown) as StripNumber;
}

/** Makes this process look again at once. */
export function forgetHotlines(): void {
  memory.forget();
}

/** Two campaigns name the same number: it is told once. */
function once<H extends HelpNumber>(hotlines: readonly H[]): H[] {
  const key = ({ phone, sms, tty, url }: HelpNumber) => phone ?? sms ?? tty ?? url;
  return hotlines.filter((one, index) => hotlines.findIndex((other) => key(other) === key(one)) === index);
}
