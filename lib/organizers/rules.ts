import type { Action, Role, Scope } from "./scope.ts";

const WATCH: Action[] = ["tracker.read", "team.read"];
const MODERATE: Action[] = [...WATCH, "pledges.read", "pledges.change"];
const RUN: Action[] = [
  ...MODERATE,
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
];

/** The one table of what each role may do. */
export const allowed: Readonly<Record<Role, readonly Action[]>> = {
  owner: RUN,
  organizer: RUN,
  moderator: MODERATE,
  viewer: WATCH,
  captain: ["team.read"],
};

/**
 * Whose accounts a role may make, change and remove: owners everybody's, organizers those of people who only watch. So
 * nobody makes himself, or a friend, more than he is.
 */
const reach: Readonly<Record<Role, readonly Role[]>> = {
  owner: ["owner", "organizer", "moderator", "viewer", "captain"],
  organizer: ["viewer", "captain"],
  moderator: [],
  viewer: [],
  captain: [],
};

/** The roles that `role` may give, and whose bearers it may change and remove. */
export function rolesInReach(role: Role): readonly Role[] {
  return reach[role];
}

/** Whether he may make somebody a `role`, or change or remove one who is. Whoever sits at the machine itself may. */
export function mayGive(by: Pick<Scope, "role"> | "console", role: Role): boolean {
  return by === "console" || reach[by.role].includes(role);
}

/** Whether somebody of `role` must show a second factor before anything else, even where he has none yet. */
export function needsSecondFactor(role: Role): boolean {
  return role === "owner";
}
