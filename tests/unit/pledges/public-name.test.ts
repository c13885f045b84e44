import { expect, test } from "vitest";
import { type Named, publicName } from "#lib/pledges/public-name.ts";

const john: Named = {
  name: "John Quincy Adams",
  display: "full",
  minor: false,
  nameHiddenAt: null,
  isCounted: true,
};

test.each<[string, Partial<Named>, string | null]>([
  ["as he chose: in full", {}, "John Quincy Adams"],
  ["by his initial", { display: "initial" }, "John A."],
  ["not at all", { display: "hidden" }, null],
  ["not while he does not count", { isCounted: false }, null],
  ["never of a minor, whatever the row says", { minor: true }, null],
  ["not when an organizer took it off", { nameHiddenAt: new Date() }, null],
  ["of one word its letter alone", { name: "Sting", display: "initial" }, "S."],
  ["of a script without capitals", { name: "علي حسن", display: "initial" }, "علي ح."],
  ["with an accent in its letter", { name: "María Álvarez", display: "initial" }, "María Á."],
  ["behind an apostrophe", { name: "Sean ’Brien", display: "initial" }, "Sean B."],
])("%s", (_, change, expected) => {
  expect(publicName({ ...john, ...change })).toBe(expected);
});
