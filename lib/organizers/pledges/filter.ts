import { momentIn } from "#lib/campaigns/moments.ts";
import { networkOf } from "#lib/networks.ts";
import { placedOf } from "#lib/places/rules.ts";
import { canonicalAddress } from "#lib/pledges/canonical-address.ts";

/** What has become of a pledge; it is in the first of these that fits. */
export const STATES = ["erased", "invalidated", "withdrawn", "held", "counted", "waiting"] as const;
export type State = (typeof STATES)[number];
export const EVIDENCE = ["email", "witnessed", "paper"] as const;
export const STANCES = ["man", "supporter"] as const;
export const DISPLAYS = ["full", "initial", "hidden", "taken_off"] as const;

/** Which pledges are asked for, as the address of the list has it. Nothing personal: a name or a whole address is in `find`. */
export type PledgeFilter = {
  state?: State;
  /** `US-WI`, `55079`, `KE`. */
  place?: string;
  evidence?: (typeof EVIDENCE)[number];
  stance?: (typeof STANCES)[number];
  /** How the name may be shown; `taken_off`: an organizer hid it. */
  display?: (typeof DISPLAYS)[number];
  domain?: string;
  /** `203.0.113.0/24`, `2001:db8:1::/48`. */
  prefix?: string;
  /** Slugs. */
  team?: string;
  event?: string;
  /** Days of the edition's time zone on which they first signed, both included. */
  from?: string;
  until?: string;
  /** A list that was brought in, by its id. */
  import?: string;
};
export type FilterName = keyof PledgeFilter;
export type Typed = Record<string, string | string[] | undefined>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What each of them takes, in the form in which it is looked for; null for what it does not. */
const READERS: { [Name in FilterName]: (typed: string) => PledgeFilter[Name] | null } = {
  state: (typed) => oneOf(STATES, typed),
  place: (typed) => (placedOf(typed.toUpperCase()) ? typed.toUpperCase() : null),
  evidence: (typed) => oneOf(EVIDENCE, typed),
  stance: (typed) => oneOf(STANCES, typed),
  display: (typed) => oneOf(DISPLAYS, typed),
  domain: readDomain,
  prefix: readPrefix,
  team: readSlug,
  event: readSlug,
  from: readDay,
  until: readDay,
  import: (typed) => (UUID.test(typed) ? typed : null),
};
export const FILTERS = Object.keys(READERS) as FilterName[];

/** The filter in the parameters of an address; `wrong` names those that are none, which filter nothing. */
export function readPledgeFilter(typed: Typed): { filter: PledgeFilter; wrong: FilterName[] } {
  const read = FILTERS.map((name) => ({ name, text: [typed[name] ?? ""].flat()[0]?.trim() ?? "" }))
    .filter(({ text }) => text !== "")
    .map(({ name, text }) => ({ name, value: READERS[name](text) }));
  return {
    filter: Object.fromEntries(
      read.filter(({ value }) => value !== null).map(({ name, value }) => [name, value]),
    ),
    wrong: read.filter(({ value }) => value === null).map(({ name }) => name),
  };
}

/** A domain as it stands in the database, of `Example.ORG`, `@example.org` or `пример.рф`. */
export function readDomain(typed: string): string | null {
  const read = canonicalAddress(`a@${typed.trim().replace(/^@/, "")}`);
  return read.ok ? read.domain : null;
}

/** The network that is kept of an address, whatever of it was typed: `203.0.113.9`, `203.0.113.0/24`, `2001:db8:1:2::3`. */
export function readPrefix(typed: string): string | null {
  return networkOf(typed.trim().replace(/\/\d{1,3}$/, ""), 24, 48);
}

function readSlug(typed: string): string | null {
  return /^[A-Za-z0-9_-]{1,64}$/.test(typed) ? typed : null;
}

function readDay(typed: string): string | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(typed) && momentIn(typed, "UTC") ? typed : null;
}

function oneOf<Choice extends string>(choices: readonly Choice[], typed: string): Choice | null {
  return choices.find((choice) => choice === typed) ?? null;
}
