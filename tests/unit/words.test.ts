import { expect, it } from "vitest";
import { preferredLocale } from "#lib/words.ts";

it.each([
  [null, "en"],
  ["", "en"],
  ["es", "es"],
  ["es-MX,es;q=0.9,en;q=0.8", "es"],
  ["en-US,en;q=0.9,es;q=0.8", "en"],
  ["de,es;q=0.5", "es"],
  ["en;q=0.1,es;q=0.5", "es"],
  ["es;q=0,fr", "en"],
  ["*", "en"],
  [";;;,,q=", "en"],
])("of %j it is %s", (header, locale) => {
  expect(preferredLocale(header)).toBe(locale);
});
