import { expect, it } from "vitest";
import { hasAlready, noOpenData, openCsv, openJson } from "#lib/open-data.ts";

const asks = (headers: Record<string, string> = {}) => new Request("http://localhost/x", { headers });

it.each([
  ['"a"', true],
  ['W/"a"', true],
  ['"b", W/"a"', true],
  ["*", true],
  ['"b"', false],
  ["a", false],
  ["", false],
  [null, false],
])("If-None-Match: %s", (given, expected) => {
  expect(hasAlready(given, '"a"')).toBe(expected);
  expect(hasAlready(given, 'W/"a"')).toBe(expected);
});

it("answers 304 to who has it, under every name of it", async () => {
  const etag = openJson(asks(), { a: 1 }).headers.get("etag") ?? "";
  const again = openJson(asks({ "if-none-match": `W/${etag}` }), { a: 1 });
  expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
  expect(openJson(asks({ "if-none-match": etag }), { a: 2 }).status).toBe(200);
});

it("may be read by any site, found or not", () => {
  for (const answer of [openJson(asks(), {}), openCsv(asks(), "x.csv", "a\r\n"), noOpenData()])
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
});

it("keeps a 404 for moments only", async () => {
  expect(noOpenData().headers.get("cache-control")).toBe("public, max-age=0, s-maxage=5");
  expect([noOpenData().status, await noOpenData().json()]).toEqual([404, { error: "not_found" }]);
});
