import { expect, test } from "vitest";
import { insideDesk, leadingTo } from "#lib/organizers/next-page.ts";

test.each([
  "/organize",
  "/organize/people",
  "/organize/pledges/01980000-0000-7000-8000-000000000009",
  "/organize?campaign=sample",
  "/organize/pledges?q=john%40example.org&state=waiting&after=x",
])("%s is a page of the desk", (page) => {
  expect(insideDesk(page)).toBe(page);
});

test.each([
  [null],
  [undefined],
  [""],
  ["https://evil.example/organize"],
  ["//evil.example"],
  ["/organizer"],
  ["/organize//evil.example"],
  ["/organize/../admin"],
  ["/organize\\evil"],
  ["/organize?x=\r\nset-cookie: a"],
  ["/organize#fragment"],
  // Pages before the desk: one of them would put somebody else's token before him.
  ["/organize/link?token=x"],
  ["/organize/sign-in"],
  ["/organize/sign-out"],
  ["/organize/second-factor/codes"],
  ["/organize/refused"],
  [`/organize?q=${"x".repeat(500)}`],
])("%j is none", (page) => {
  expect(insideDesk(page)).toBeNull();
});

test("A door leads on to it, and to the tracker in any case", () => {
  expect(leadingTo("/organize/sign-in", "/organize/pledges?q=a&b=c")).toBe(
    "/organize/sign-in?next=%2Forganize%2Fpledges%3Fq%3Da%26b%3Dc",
  );
  expect(leadingTo("/organize/sign-in", "/organize")).toBe("/organize/sign-in");
  expect(leadingTo("/organize/sign-in", null)).toBe("/organize/sign-in");
});
