import { type Action, may, type Scope } from "#lib/organizers/scope.ts";

type Entry = { noun: string; href: string; action: Action | null; key: string };

/**
 * Each page of the desk, by group and in the order of the rail: what one must be allowed to see it (null: one's own account
 * needs no right), and its key.
 */
export const GROUPS = {
  watch: [
    { noun: "tracker", href: "/organize", action: "tracker.read", key: "T" },
    { noun: "team", href: "/organize/team", action: "team.read", key: "M" },
  ],
  daily: [
    { noun: "pledges", href: "/organize/pledges", action: "pledges.read", key: "G" },
    { noun: "held", href: "/organize/held", action: "pledges.change", key: "H" },
    { noun: "bulk", href: "/organize/bulk", action: "pledges.bulk", key: "B" },
    { noun: "exports", href: "/organize/exports", action: "exports.make", key: "X" },
    { noun: "imports", href: "/organize/imports", action: "imports.make", key: "I" },
  ],
  campaign: [
    { noun: "editions", href: "/organize/editions", action: "editions.change", key: "E" },
    { noun: "texts", href: "/organize/texts", action: "campaign.change", key: "W" },
    { noun: "look", href: "/organize/look", action: "campaign.change", key: "K" },
    { noun: "contents", href: "/organize/contents", action: "campaign.change", key: "N" },
  ],
  house: [
    { noun: "switches", href: "/organize/switches", action: "switches.change", key: "S" },
    { noun: "people", href: "/organize/people", action: "organizers.manage", key: "P" },
    { noun: "audit", href: "/organize/audit", action: "audit.read", key: "L" },
    { noun: "health", href: "/organize/health", action: "health.read", key: "Z" },
    { noun: "account", href: "/organize/account", action: null, key: "C" },
  ],
} as const satisfies Record<string, readonly Entry[]>;

export type Group = keyof typeof GROUPS;
export type Noun = (typeof GROUPS)[Group][number]["noun"];

/** The rail of somebody of this role: the groups in which he may open anything, with what he may open. */
export function railOf(scope: Pick<Scope, "role">) {
  return (Object.keys(GROUPS) as Group[])
    .map((group) => ({
      group,
      entries: GROUPS[group].filter(({ action }) => action === null || may(scope, action)),
    }))
    .filter(({ entries }) => entries.length > 0);
}
