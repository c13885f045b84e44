import { expect, test } from "vitest";
import { kindOf, nameOf } from "../../../app/l/[locale]/c/[slug]/map/place-words.ts";

test.each([
  ["US-WI", "state", "estado"],
  ["US-DC", "federal district", "distrito federal"],
  ["US-PR", "territory", "territorio"],
  ["CA-ON", "province or territory", "provincia o territorio"],
  ["KE", "country", "país"],
  ["55079", "", ""],
])("%s is a %s, %s", (code, en, es) => {
  expect([kindOf("en", code), kindOf("es", code)]).toEqual([en, es]);
});

test("a county's name begins with a capital where it stands by itself", () => {
  expect(nameOf("es", "55079")).toBe("Condado de Milwaukee, Wisconsin");
});
