import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { mayGive, needsSecondFactor, rolesInReach } from "#lib/organizers/rules.ts";
import { ACTIONS, type Action, demand, may, Refused, ROLES, type Role } from "#lib/organizers/scope.ts";

/** One line a role, one sign an action: x for may, a dot for may not. In the order of ACTIONS. */
const TABLE: Record<Role, string> = {
  //         t p p s a o e e t   tracker.read pledges.read pledges.change switches.change audit.read
  owner: "    x x x x x x x x x",
  organizer: "x x x x x x x x x", // organizers.manage editions.change exports.make team.read
  moderator: "x x x . . . . . x",
  viewer: "   x . . . . . . . x",
  captain: "  . . . . . . . . x",
};

test.each(ROLES.flatMap((role) => ACTIONS.map((action, index) => ({ role, action, index }))))(
  "$role, $action",
  ({ role, action, index }) => {
    const allowed = TABLE[role].replace(/\s/g, "")[index] === "x";
    expect(may({ role }, action)).toBe(allowed);
    if (allowed) expect(() => demand({ role }, action)).not.toThrow();
    else expect(() => demand({ role }, action)).toThrow(Refused);
  },
);

test("What is no action nobody may, and the table has as many columns as there are actions", () => {
  for (const role of ROLES) {
    expect(TABLE[role].replace(/\s/g, "")).toHaveLength(ACTIONS.length);
    expect(may({ role }, "everything" as Action)).toBe(false);
  }
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
