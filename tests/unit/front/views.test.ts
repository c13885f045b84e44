import { beforeEach, describe, expect, it } from "vitest";
import { isVisit, watchVisits } from "#lib/front/views.ts";

const SAFARI =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
const visit = (headers: Record<string, string> = {}, method = "GET") => ({
  method,
  headers: { "user-agent": SAFARI, ...headers },
});

describe("a visit", () => {
  it.each([
    ["a page that is opened", visit({ "sec-fetch-dest": "document", "sec-fetch-mode": "navigate" }), true],
    ["a browser that does not say how it asks", visit(), true],
    ["a reload", visit({ "if-none-match": 'W/"x"' }), true],
    [
      "a phone of the make Cubot",
      visit({ "user-agent": "Mozilla/5.0 (Linux; Android 13; CUBOT P80)" }),
      true,
    ],
    ["a HEAD", visit({}, "HEAD"), false],
    ["a page loaded in advance", visit({ "sec-purpose": "prefetch" }), false],
    ["the same of Chrome", visit({ "sec-purpose": "prefetch;prerender" }), false],
    ["the same of an older one", visit({ purpose: "prefetch" }), false],
    ["the same of an older Firefox", visit({ "x-moz": "prefetch" }), false],
    ["a script", visit({ "sec-fetch-dest": "empty" }), false],
    ["a frame", visit({ "sec-fetch-dest": "iframe" }), false],
    ["Googlebot", visit({ "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)" }), false],
    ["a preview of a link", visit({ "user-agent": "facebookexternalhit/1.1" }), false],
    ["curl", visit({ "user-agent": "curl/8.9.1" }), false],
    ["who says nothing of himself", { method: "GET", headers: {} }, false],
  ])("%s: %o is %s", (_, req, expected) => {
    expect(isVisit(req)).toBe(expected);
  });
});

describe("counting", () => {
  let counted: string[] = [];
  const { kept } = watchVisits({ count: (slug, page) => void counted.push(`${slug} ${page}`) });
  const opens = (path: string, req = visit()) => kept(req as never, path);
  beforeEach(() => {
    counted = [];
  });

  it.each([
    ["/c/sample", "sample /c/:slug"],
    ["/es/c/sample", "sample /c/:slug"],
    ["/c/sample/map/US-WI", "sample /c/:slug/map/:place([A-Z0-9-]{2,5})"],
    ["/c/sample/2025", "sample /c/:slug/:year(\\d{4})"],
  ])("%s is a view of %s", (path, view) => {
    opens(path);
    opens(path);
    expect(counted).toEqual([view, view]);
  });
  it.each(["/", "/safety", "/favicon.svg", "/confirm/abcdefgh", "/c/sample/count.json"])(
    "%s is none of a campaign's pages",
    (path) => {
      opens(path);
      expect(counted).toEqual([]);
    },
  );
  it("leaves programs out", () => {
    opens("/c/sample", visit({ "user-agent": "Slackbot 1.0" }));
    expect(counted).toEqual([]);
  });
});
