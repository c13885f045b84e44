import { placedOf } from "#lib/places/rules.ts";
import { daysBetween, isDay } from "./days.ts";
import { isLink } from "./fact-rules.ts";
import { type Localized, readLocalized } from "./localized.ts";

export type HotlineInput = {
  /** Whom it serves: `US`, `US-WI`, a county's FIPS code; null: everywhere. */
  place: string | null;
  name: Localized;
  /** As it is dialled, and as it is printed. Both or neither. */
  phone: string | null;
  phoneShown: string | null;
  sms: string | null;
  tty: string | null;
  url: string | null;
  /** Null: day and night. */
  hours: Localized | null;
  verifiedOn: string;
};
export type HotlineProblem =
  | "missing"
  | "tooLong"
  | "reach"
  | "phone"
  | "sms"
  | "link"
  | "place"
  | "day"
  | "future";
export type HotlineProblems = Partial<Record<string, HotlineProblem>>;

/** Days after which somebody should ring again: a wrong number is worse than none. */
export const VERIFY_AFTER = 180;

/** Reads the form of a hotline; `today` is a day. */
export function readHotline(
  form: ReadonlyMap<string, string>,
  today: string,
): { ok: true; hotline: HotlineInput } | { ok: false; problems: HotlineProblems } {
  const line = (name: string) => (form.get(name) ?? "").trim().replace(/\s+/g, " ");
  const hours = readLocalized(form, "hours");
  const shown = line("phone");
  const hotline: HotlineInput = {
    place: line("place") || null,
    name: readLocalized(form, "name"),
    phone: dialled(shown),
    phoneShown: shown || null,
    sms: line("sms") || null,
    tty: line("tty") || null,
    url: line("url") || null,
    hours: Object.keys(hours).length > 0 ? hours : null,
    verifiedOn: line("verified_on"),
  };
  const problems: HotlineProblems = {};
  const { place, name, phone, phoneShown, sms, tty, url, verifiedOn } = hotline;
  if (Object.keys(name).length === 0) problems.name_en = "missing";
  for (const [field, texts] of Object.entries({ name, hours }))
    for (const [lang, text] of Object.entries(texts))
      if (text.length > 120) problems[`${field}_${lang}`] = "tooLong";
  if (!(phoneShown || sms || tty || url)) problems.phone = "reach";
  if (phoneShown && !phone) problems.phone = "phone";
  if (sms && !textedTo(sms)) problems.sms = "sms";
  if (tty && !dialled(tty)) problems.tty = "phone";
  if (url && !isLink(url)) problems.url = "link";
  if (place && !placedOf(place)) problems.place = "place";
  if (verifiedOn === "") problems.verified_on = "missing";
  else if (!isDay(verifiedOn)) problems.verified_on = "day";
  else if (verifiedOn > today) problems.verified_on = "future";
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, hotline };
}

/**
 * A number as it is dialled: `888-373-7888` is `+18883737888`; short ones (`211`, `988`) and those with a plus stay. Null for
 * what is no number.
 */
export function dialled(shown: string): string | null {
  if (shown.length > 24 || !/^\+?[\d\s().-]+$/.test(shown)) return null;
  const digits = shown.replace(/\D/g, "");
  if (shown.startsWith("+")) return digits.length >= 7 && digits.length <= 15 ? `+${digits}` : null;
  // Ten digits, or eleven from 1 on, are a number of North America.
  if (/^1?[2-9]\d{9}$/.test(digits)) return `+1${digits.slice(-10)}`;
  // A short code is written in one piece: what has gaps is a number that lost its end.
  return /^\d{3,6}$/.test(shown) ? shown : null;
}

/** The digits to text to: `BEFREE (233733)` is `233733`. Null where there are none. */
export function textedTo(sms: string): string | null {
  const [, inside, alone] = /^(?:[\p{L}\p{N} ]{1,20} \((\d{3,15})\)|(\+?\d[\d -]{1,18}\d))$/u.exec(sms) ?? [];
  return (inside ?? alone)?.replace(/[ -]/g, "") ?? null;
}

/** Whether somebody has to ring and look whether it is still true. */
export function isStale(verifiedOn: string, today: string): boolean {
  return daysBetween(verifiedOn, today) > VERIFY_AFTER;
}

/** Whether a hotline for one place serves people of another, which lies in it. Null is everywhere. */
export function serves(hotline: string | null, place: string): boolean {
  const placed = placedOf(place);
  return hotline === null || [placed?.country, placed?.region, placed?.county].includes(hotline);
}

/** Whether it serves a whole country or everybody: such a number stands in the strip of every page. */
export function isNational(hotline: string | null): boolean {
  return hotline === null || hotline.length === 2;
}
