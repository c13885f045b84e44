export type AgeGroup = "tooYoung" | "minor" | "adult";
export type BirthYearError = "empty" | "malformed" | "future" | "implausible";

/** Under 13 may not sign in the United States (COPPA, 16 CFR 312), under 16 elsewhere (GDPR, article 8). */
const TOO_YOUNG = { US: 13, elsewhere: 16 };
const MINOR = 18;
const OLDEST = 120;

/**
 * The age group by the difference of years alone, reckoned as if born on 31 December: a difference of 13 is then still an
 * age of 12. So 13 or less may not sign in the United States, 16 or less elsewhere, and up to 18 is a minor. `country` is
 * ISO 3166-1; an unknown one ("") counts by the rule of the United States, where most signers live.
 */
export function ageGroup(birthYear: number, country: string, now: Date, timeZone: string): AgeGroup {
  const difference = yearIn(now, timeZone) - birthYear;
  if (difference <= (country === "US" || country === "" ? TOO_YOUNG.US : TOO_YOUNG.elsewhere))
    return "tooYoung";
  return difference <= MINOR ? "minor" : "adult";
}

/** A typed birth year: four digits, neither in the future nor more than 120 years ago. */
export function checkBirthYear(
  raw: string,
  now: Date,
  timeZone: string,
): { ok: true; birthYear: number } | { ok: false; code: BirthYearError } {
  const text = raw.normalize("NFKC").trim();
  if (text === "") return { ok: false, code: "empty" };
  if (!/^\d{4}$/.test(text)) return { ok: false, code: "malformed" };
  const difference = yearIn(now, timeZone) - Number(text);
  if (difference < 0) return { ok: false, code: "future" };
  return difference > OLDEST ? { ok: false, code: "implausible" } : { ok: true, birthYear: Number(text) };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar year at a moment in an IANA time zone. */
export function yearIn(now: Date, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", { timeZone, year: "numeric", calendar: "gregory" });
    formats.set(timeZone, format);
  }
  return Number(format.format(now));
}
