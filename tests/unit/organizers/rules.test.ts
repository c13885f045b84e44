import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { mayGive, needsSecondFactor, rolesInReach } from "#lib/organizers/rules.ts";
import { ACTIONS, type Action, demand, may, Refused, ROLES } from "#lib/organizers/scope.ts";

/**
 * One line an action, in the order of ACTIONS; one sign a role: x for may, a dot for may not. In the order of ROLES: owner,
 * organizer, moderator, viewer, captain.
 */
const TABLE: Record<Action, string> = {
  "tracker.read": "      xxxx.",
  "pledges.read": "      xxx..",
  "pledges.change": "    xxx..",
  "pledges.bulk": "      xx...",
  "pledges.erase": "     xx...",
  "switches.change": "   xx...",
  "audit.read": "        xx...",
  "organizers.manage": " xx...",
  "campaign.change": "   xx...",
  "editions.change": "   xx...",
  "exports.make": "      xx...",
  "imports.make": "      xx...",
  "health.read": "       xx...",
  "settings.change": "   xx...",
  "team.read": "         xxxxx",
};

test.each(ROLES.flatMap((role, index) => ACTIONS.map((action) => ({ role, action, index }))))(
  "$role, $action",
  ({ role, action, index }) => {
    const allowed = TABLE[action].trim()[index] === "x";
    expect(may({ role }, action)).toBe(allowed);
    if (allowed) expect(() => demand({ role }, action)).not.toThrow();
    else expect(() => demand({ role }, action)).toThrow(Refused);
  },
);

test("What is no action nobody may, and the table has a sign for every role", () => {
  for (const role of ROLES) expect(may({ role }, "everything" as Action)).toBe(false);
  for (const action of ACTIONS) expect(TABLE[action].trim()).toHaveLength(ROLES.length);
});

test("Nobody gives a role that may more than his own", () => {
  for (const giver of ROLES)
    for (const given of rolesInReach(giver))
      for (const action of ACTIONS)
        if (may({ role: given }, action)) expect(may({ role: giver }, action)).toBe(true);
});

test("Only owners give the roles that run the campaign; the command line gives all", () => {
  expect(ROLES.filter((role) => mayGive({ role }, "owner"))).toEqual(["owner"]);
  expect(ROLES.filter((role) => mayGive({ role }, "organizer"))).toEqual(["owner"]);
  expect(ROLES.filter((role) => mayGive({ role }, "viewer"))).toEqual(["owner", "organizer"]);
  expect(ROLES.every((role) => mayGive("console", role))).toBe(true);
});

test("Owners need a second factor", () => {
  expect(ROLES.filter(needsSecondFactor)).toEqual(["owner"]);
});

test("Only lib/organizers, and tests, make a scope", () => {
  const files = globSync("{app,components,lib,scripts}/**/*.{ts,tsx}").filter(
    (file) =>
      !file.includes("generated") &&
      /organizers\/grant\.ts|["']\.\/grant\.ts/.test(readFileSync(file, "utf8")),
  );
  expect(files).toEqual(["lib/organizers/sessions.ts"]);
});
