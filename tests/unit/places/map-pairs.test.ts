import { expect, it } from "vitest";
import { US_TERRITORIES } from "#lib/places/lists.ts";
import { atlas } from "#lib/places/shapes.ts";

/** CSS cannot say "the row of the same place", so each place has a selector of its own; `vitest -u` writes the file anew. */
it("lights up the row of each shape, and the shape of each row", async () => {
  const shapes = (["us", "world", "wisconsin"] as const).flatMap((name) => atlas(name, "fine").shapes);
  const codes = [...shapes.map(({ code }) => code), ...US_TERRITORIES.map((code) => `US-${code}`)].sort();
  const selectors = codes.map(
    (code) => `.places-body:has(.at-${code}:is(:hover, :focus-within)) .at-${code}`,
  );
  const css = `/* Made by tests/unit/places/map-pairs.test.ts from the places that have a shape. */\n${selectors.join(",\n")} {
  background: var(--wash);
  stroke: var(--ink);
  --lit: 2.5px;
}\n`;
  await expect(css).toMatchFileSnapshot("../../../app/styles/map-pairs.css");
});
