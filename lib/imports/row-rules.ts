import { ageGroup, checkBirthYear } from "#lib/pledges/age-rules.ts";
import { canonicalAddress } from "#lib/pledges/canonical-address.ts";
import { checkName } from "#lib/pledges/name-rules.ts";
import { isLocale, type Locale } from "#lib/words.ts";
import { type Field, type Mapping, plain } from "./fields.ts";
import { readPlace } from "./place-reading.ts";

/** Somebody of a list, as he can become a pledge. */
export type Person = {
  name: string;
  /** Null of a card without an address: nobody can write to him, and he cannot change his pledge by himself. */
  email: { typed: string; canonical: string; domain: string } | null;
  birthYear: number;
  minor: boolean;
  country: string;
  region: string | null;
  county: string | null;
  stance: "man" | "supporter";
  display: "full" | "initial" | "hidden";
  lang: Locale;
  news: boolean;
  renew: boolean;
  /** Null where the list does not say when. */
  agreedAt: Date | null;
  team: string | null;
  event: string | null;
};
/** Why a row cannot be taken, and in which field. */
export type RowProblem = { field: Field | null; code: RowCode };
export type RowCode =
  | "too_many_cells"
  | "name_empty"
  | "name_bad"
  | "email_bad"
  | "birth_year_empty"
  | "birth_year_bad"
  | "too_young"
  | "country_bad"
  | "region_missing"
  | "region_bad"
  | "county_bad"
  | "stance_bad"
  | "agreed_bad";

const YES = new Set(["yes", "y", "true", "1", "x", "on", "si", "s", "ja", "verdadero"]);
const MAN = new Set(["man", "men", "m", "male", "hombre", "varon"]);
const SUPPORTER = new Set([
  "supporter",
  "ally",
  "woman",
  "f",
  "female",
  "mujer",
  "aliada",
  "aliado",
  "simpatizante",
  "quien apoya",
]);
const CODE = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Reads a row by a mapping, as strictly as the sign form: every problem of it at once. What is not a word for yes is a no: consents are
 * never guessed. `now` and `timeZone` judge dates and ages.
 */
export function readRow(
  cells: string[],
  mapping: Mapping,
  { now, timeZone, columns }: { now: Date; timeZone: string; columns: number },
): { ok: true; person: Person } | { ok: false; problems: RowProblem[] } {
  if (cells.slice(columns).some((cell) => cell.trim() !== ""))
    return { ok: false, problems: [{ field: null, code: "too_many_cells" }] };
  const text = (field: Field) => unguarded(cells[mapping.columns[field] ?? -1] ?? "");
  const problems: RowProblem[] = [];
  const wrong = (field: Field, code: RowCode) => problems.push({ field, code });

  const typedName =
    mapping.columns.name === undefined ? `${text("first_name")} ${text("last_name")}` : text("name");
  const name = checkName(typedName);
  if (!name.ok) wrong("name", name.code === "empty" ? "name_empty" : "name_bad");

  const typedEmail = text("email");
  const email = typedEmail === "" ? null : canonicalAddress(typedEmail);
  if (email && !email.ok) wrong("email", "email_bad");

  const agreedAt = notAfter(readMoment(text("agreed_at")), now);
  if (agreedAt === undefined) wrong("agreed_at", "agreed_bad");

  const place = readPlace(
    { country: text("country"), region: text("region"), county: text("county") },
    mapping,
  );
  if (!place.ok) {
    const field = place.problem === "region_missing" ? "region" : place.problem;
    wrong(field, place.problem === "region_missing" ? "region_missing" : `${place.problem}_bad`);
  }

  const typedYear = text("birth_year");
  const year = checkBirthYear(yearIn(typedYear), agreedAt ?? now, timeZone);
  if (!year.ok) wrong("birth_year", typedYear === "" ? "birth_year_empty" : "birth_year_bad");
  const group = year.ok
    ? ageGroup(year.birthYear, place.ok ? place.place.country : "", agreedAt ?? now, timeZone)
    : "adult";
  if (group === "tooYoung") wrong("birth_year", "too_young");

  const typedStance = plain(text("stance"));
  const stance =
    typedStance === ""
      ? mapping.stance
      : MAN.has(typedStance)
        ? "man"
        : SUPPORTER.has(typedStance)
          ? "supporter"
          : null;
  if (!stance) wrong("stance", "stance_bad");

  if (problems.length > 0 || !name.ok || !year.ok || !place.ok || !stance) return { ok: false, problems };
  const minor = group === "minor";
  return {
    ok: true,
    person: {
      name: name.name,
      email: email?.ok ? { typed: email.typed, canonical: email.canonical, domain: email.domain } : null,
      birthYear: year.birthYear,
      minor,
      ...place.place,
      stance,
      // Minors are counted, never named, and get no news.
      display: minor ? "hidden" : displayOf(text("display")),
      lang: langOf(text("lang"), mapping.lang),
      news: !minor && email !== null && YES.has(plain(text("news"))),
      renew: YES.has(plain(text("renew"))),
      agreedAt: agreedAt ?? null,
      team: codeOf(text("team")),
      event: codeOf(text("event")),
    },
  };
}

/** Trimmed, and without the apostrophe that our own exports put before what a spreadsheet would run as a formula. */
function unguarded(cell: string): string {
  return cell.trim().replace(/^'(?=[=+\-@\t\r])/, "");
}

/** The year in `1980`, `1980-05-17`, `5/17/1980`; the text itself where there is none. */
function yearIn(typed: string): string {
  const date = /^(\d{4})-\d{1,2}-\d{1,2}\b/.exec(typed) ?? /^\d{1,2}[/.]\d{1,2}[/.](\d{4})$/.exec(typed);
  return date?.[1] ?? typed;
}

/**
 * `2026-11-21`, with or without a time, or `11/21/2026` as the United States write it; a day is its noon in UTC, so that it stays
 * that day on both coasts. Null for nothing, undefined for no date, or one of before there were such campaigns.
 */
function readMoment(typed: string): Date | null | undefined {
  if (typed === "") return null;
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(typed);
  const day = us ? `${us[3]}-${us[1]?.padStart(2, "0")}-${us[2]?.padStart(2, "0")}` : typed;
  if (!/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(day))
    return undefined;
  const hasTime = day.length > 10;
  const isZoned = /(Z|[+-]\d{2}:?\d{2})$/.test(day.slice(10));
  const at = new Date(hasTime ? `${day.replace(" ", "T")}${isZoned ? "" : "Z"}` : `${day}T12:00:00Z`);
  // 30 February has the form of a day, and becomes one of March.
  const isReal = !Number.isNaN(at.getTime()) && (hasTime || at.toISOString().startsWith(day));
  return isReal && at.getUTCFullYear() >= 1990 ? at : undefined;
}

/** Today, wherever that is, is now; what lies further ahead is no date of a signature. */
function notAfter(at: Date | null | undefined, now: Date): Date | null | undefined {
  if (!at || at <= now) return at;
  return at.getTime() - now.getTime() < 24 * 3_600_000 ? now : undefined;
}

function displayOf(typed: string): Person["display"] {
  const word = plain(typed);
  return word === "full" || word === "initial" ? word : "hidden";
}

function langOf(typed: string, otherwise: string): Locale {
  const code = typed.trim().toLowerCase().slice(0, 2);
  const named = { english: "en", ingles: "en", spanish: "es", espanol: "es" }[plain(typed)];
  if (named) return named as Locale;
  return isLocale(code) ? code : isLocale(otherwise) ? otherwise : "en";
}

function codeOf(typed: string): string | null {
  const code = typed.toLowerCase();
  return CODE.test(code) ? code : null;
}
