import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { fill, fillGzip, readCodes, splitAtCodes } from "#lib/front/codes.ts";
import { strip } from "#lib/front/strip.ts";

const field = (name: string) => `<input type="hidden" name="${name}" data-code="${name}" value="">`;
const page = `<h1>Peña</h1>${"<p>text</p>".repeat(500)}${field("share")}${field("team")}${field("event")}<p>end</p>`;

test.each([
  ["share=aB_-9", { share: "aB_-9" }],
  ["share=a&team=b&event=c&utm_source=d", { share: "a", team: "b", event: "c" }],
  ["share=first&share=second", { share: "first" }],
  ["share=%22%3E%3Cscript%3E", {}],
  ["share=", {}],
  [`share=${"a".repeat(65)}`, {}],
  ["share=a%00b&name=John", {}],
  ["", {}],
])("reads the codes of %s", (query, expected) => {
  expect(Object.fromEntries(readCodes(query))).toEqual(expected);
});

test("without codes the page is as it was", async () => {
  const { html, slots } = splitAtCodes((await strip(page)).html);
  expect(html).not.toContain("\0");
  expect(html.match(/value=""/g)).toHaveLength(3);
  expect(slots?.names).toEqual(["share", "team", "event"]);
});

test("each code goes into its own field, plain and packed alike", async () => {
  const { html, slots } = splitAtCodes((await strip(page)).html);
  if (!slots) throw new Error("the page has fields");
  const codes = readCodes("share=abc&event=x-1");
  const filled = fill(slots, codes).toString();
  expect(filled).toMatch(/name="share" data-code="share" value="abc"/);
  expect(filled).toMatch(/name="event" data-code="event" value="x-1"/);
  expect(filled.replace('"abc"', '""').replace('"x-1"', '""')).toBe(html);
  expect(gunzipSync(fillGzip(slots, codes)).toString()).toBe(filled);
  expect(gunzipSync(fillGzip(slots, new Map())).toString()).toBe(html);
});

test("a page without fields has no slots", async () => {
  expect(splitAtCodes((await strip("<p>safety</p>")).html)).toEqual({ html: "<p>safety</p>", slots: null });
});
