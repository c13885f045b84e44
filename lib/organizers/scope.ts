import type { Locale } from "#lib/words.ts";
import { allowed } from "./rules.ts";

/** What an organizer is. A captain is one of a team, and sees nothing else. */
export const ROLES = ["owner", "organizer", "moderator", "viewer", "captain"] as const;
export type Role = (typeof ROLES)[number];

export const ACTIONS = [
  "tracker.read",
  "pledges.read",
  "pledges.change",
  "pledges.bulk",
  "pledges.erase",
  "switches.change",
  "audit.read",
  "organizers.manage",
  "campaign.change",
  "editions.change",
  "exports.make",
  "imports.make",
  "health.read",
  "settings.change",
  "team.read",
] as const;
export type Action = (typeof ACTIONS)[number];

declare const granted: unique symbol;

/**
 * Who asks, for every query and deed of the desk: they take it as an argument, so that none compiles without an organizer
 * who was looked up for this very request. Only `grant.ts` makes one.
 */
export type Scope = {
  readonly organizerId: string;
  readonly sessionId: string;
  readonly role: Role;
  /** A captain's team; null for everybody else. */
  readonly teamId: string | null;
  /** The /24 or /48 that the request came from, for the audit log. */
  readonly ipPrefix: string | null;
  readonly lang: Locale;
  readonly [granted]: true;
};

/** Whether his role lets him do it. A captain's reads are narrowed to `teamId` besides. */
export function may(scope: Pick<Scope, "role">, action: Action): boolean {
  return allowed[scope.role].includes(action);
}

/** A query or deed that was called for somebody whose role does not let him: pages and handlers ask before they call. */
export class Refused extends Error {
  constructor(role: Role, action: Action) {
    super(`the role ${role} does not include ${action}`);
  }
}

/** The guard at the top of every query and deed of the desk, whatever its page has asked before. Throws Refused. */
export function demand(scope: Pick<Scope, "role">, action: Action): void {
  if (!may(scope, action)) throw new Refused(scope.role, action);
}
