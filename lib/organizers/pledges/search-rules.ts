import { counties, countries, regions } from "#lib/places/lists.ts";
import { placeName } from "#lib/places/names.ts";
import { placedOf } from "#lib/places/rules.ts";
import { canonicalAddress } from "#lib/pledges/canonical-address.ts";
import { nameWords, normalisedName } from "#lib/pledges/name-rules.ts";
import { LOCALES, type Locale } from "#lib/words.ts";
import { readDomain, readPrefix } from "./filter.ts";

/** What somebody may have meant by what he typed. */
export type Reading =
  | { kind: "id"; id: string }
  | { kind: "share"; code: string }
  | { kind: "address"; canonical: string }
  | { kind: "domain"; domain: string }
  | { kind: "prefix"; prefix: string }
  | { kind: "place"; code: string }
  | { kind: "name"; words: string[] };

export const LONGEST_SEARCH = 300;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const SHARE_LINK = /\/s\/([A-Za-z0-9_-]{16,64})\/?$/;
const SHARE_CODE = /^[A-Za-z0-9_-]{16}$/;
/** Places that men are named after: typed without anything else, the name is meant. */
const GIVEN_NAMES = new Set(["IL", "JO", "TD"]);

/**
 * What was typed can be read as, the likeliest first; each kind that fits once (a place: each place of that name). Empty for
 * nothing. Places are known in every language, by name or code.
 */
export function readingsOf(raw: string): Reading[] {
  const typed = raw.normalize("NFKC").trim().slice(0, LONGEST_SEARCH);
  const words = nameWords(typed);
  const name: Reading[] = words.length > 0 ? [{ kind: "name", words }] : [];
  if (UUID.test(typed)) return [{ kind: "id", id: typed.toLowerCase() }];
  const [, linked] = SHARE_LINK.exec(typed) ?? [];
  if (linked) return [{ kind: "share", code: linked }];
  const prefix = readPrefix(
    /^\d{1,3}(\.\d{1,3}){2}\.?$/.test(typed) ? `${typed.replace(/\.$/, "")}.0` : typed,
  );
  if (prefix) return [{ kind: "prefix", prefix }];
  if (typed.includes("@")) return atSign(typed);
  const domain = /[^.\s]\.[^.\s]/.test(typed) ? readDomain(typed) : null;
  if (domain) return [{ kind: "domain", domain }, ...name];
  const { certain, perhaps } = placesCalled(typed);
  const share: Reading[] = SHARE_CODE.test(typed) ? [{ kind: "share", code: typed }] : [];
  // Nobody's name has a digit or an underscore in it, or changes case in the middle.
  const isCode = share.length > 0 && /[\d_]|[a-z][A-Z]/.test(typed);
  return [...(isCode ? share : []), ...certain, ...name, ...perhaps, ...(isCode ? [] : share)];
}

/** A reading's name for a form that chooses among several: `name`, `place:US-GA`. */
export function keyOf(reading: Reading): string {
  return reading.kind === "place" ? `place:${reading.code}` : reading.kind;
}

/** `@example.org` is a domain, and so is what follows the sign where the rest is no address. */
function atSign(typed: string): Reading[] {
  const address = canonicalAddress(typed);
  const domain = readDomain(typed.slice(typed.lastIndexOf("@") + 1));
  return [
    ...(address.ok ? [{ kind: "address" as const, canonical: address.canonical }] : []),
    ...(domain ? [{ kind: "domain" as const, domain }] : []),
  ];
}

/** Places of that name or code: those that nothing else is likely to be meant by, and those that are rather somebody's name. */
function placesCalled(typed: string): { certain: Reading[]; perhaps: Reading[] } {
  const upper = typed.toUpperCase();
  const byCode = [`US-${upper}`, upper].filter((code) => placedOf(code) !== null);
  const called = named().get(normalisedName(typed)) ?? [];
  const all = [...new Set([...byCode, ...called.map(({ code }) => code)])];
  const isRather = (code: string) =>
    !byCode.includes(code) &&
    (GIVEN_NAMES.has(code) || called.some((one) => one.code === code && one.isBare));
  const reading = (code: string): Reading => ({ kind: "place", code });
  return {
    certain: all.filter((code) => !isRather(code)).map(reading),
    perhaps: all.filter(isRather).map(reading),
  };
}

type Called = { code: string /** A county without the word: most are surnames too. */; isBare: boolean };
let names: Map<string, Called[]> | undefined;

/** Every place by every name that it has. The states of the United States come before countries that share their name. */
function named(): Map<string, Called[]> {
  if (names) return names;
  names = new Map();
  for (const locale of LOCALES) {
    for (const { code, name } of [...regions("US", locale), ...regions("CA", locale), ...countries(locale)])
      for (const said of [name, saidInFull(code, locale)]) add(said, { code, isBare: false });
    for (const { code, name } of counties()) {
      add(name, { code, isBare: true });
      for (const said of [`${name} County`, `${name} County WI`, saidInFull(code, locale)])
        add(said, { code, isBare: false });
    }
  }
  return names;
}

function saidInFull(code: string, locale: Locale): string {
  const placed = placedOf(code);
  return placed ? placeName(placed, locale) : code;
}

function add(name: string, called: Called): void {
  const key = normalisedName(name);
  const known = names?.get(key) ?? [];
  if (!known.some(({ code }) => code === called.code)) names?.set(key, [...known, called]);
}
