import { type PledgeFilter, readPledgeFilter, type Typed } from "./filter.ts";
import { readCursor, writeCursor } from "./list.ts";
import type { Cursor } from "./list-sql.ts";

export const PLEDGES = "/organize/pledges";

/** What an address of the list asks for. `find` is a sealed search. */
export type ListAddress = {
  campaign?: string;
  year?: string;
  filter: PledgeFilter;
  find?: string;
  after?: Cursor | null;
};

/** The address of the list, with everything that chooses what stands on it. */
export function listAddress({ campaign, year, filter, find, after }: ListAddress): string {
  const parameters = { campaign, year, ...filter, find, after: after ? writeCursor(after) : undefined };
  const given = Object.entries(parameters).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return given.length > 0 ? `${PLEDGES}?${new URLSearchParams(given)}` : PLEDGES;
}

/** Reads one back; `wrong` names the filters that are none. */
export function readListAddress(typed: Typed): ListAddress & { wrong: (keyof PledgeFilter)[] } {
  const one = (name: string) => [typed[name] ?? ""].flat()[0] || undefined;
  const year = one("year");
  return {
    ...readPledgeFilter(typed),
    ...(one("campaign") && { campaign: one("campaign") as string }),
    ...(year && /^\d{4}$/.test(year) && { year }),
    ...(one("find") && { find: one("find") as string }),
    after: readCursor(typed.after),
  };
}

export function pledgeAddress(id: string): string {
  return `${PLEDGES}/${id}`;
}
