import { expect, test } from "vitest";
import { CODE_MARK, strip } from "#lib/front/strip.ts";

const stripped = async (html: string) => (await strip(html)).html;

test.each([
  ["inline scripts", "<p>a</p><script>self.__next_f.push([1,'</p>'])</script><p>b</p>", "<p>a</p><p>b</p>"],
  ["chunks", '<script src="/_next/static/chunks/a.js" async=""></script><p>b</p>', "<p>b</p>"],
  ["a foreign module", '<script type="module" src="https://x.example/a.js"></script>', ""],
  ["an inline module", '<script type="module">alert(1)</script>', ""],
  ["preloads of scripts", '<link rel="preload" as="script" href="/_next/a.js"/><p>', "<p>"],
  ["waiting for the runtime", '<link rel="expect" href="#_R_" blocking="render"/><p>', "<p>"],
  ["comments", "<p>a<!-- -->b<!--$--></p>", "<p>ab</p>"],
  ["the marker", '<meta name="x-status" content="404"/><p>', "<p>"],
])("takes out %s", async (_, html, expected) => {
  expect(await stripped(html)).toBe(expected);
});

test.each([
  ["our modules", '<script type="module" src="/islands/count.js"></script>'],
  ["data blocks", '<script type="application/ld+json">{"@type":"Event"}</script>'],
  ["styles", '<link rel="stylesheet" href="/_next/static/a.css">'],
  ["text that looks like a tag", "<p>1 &lt;script&gt; 2 &amp; Peña</p>"],
  ["a field that has its value", '<input type="hidden" name="share" value="abc" data-code="share">'],
])("leaves %s", async (_, html) => {
  expect(await stripped(html)).toBe(html);
});

test("takes React's order of styles out of their links", async () => {
  const html = '<link rel="stylesheet" href="/_next/static/a.css" data-precedence="next"/>';
  expect(await stripped(html)).toBe('<link rel="stylesheet" href="/_next/static/a.css"/>');
});

test("reads the marker of a page that was not found", async () => {
  expect((await strip('<head><meta name="x-status" content="404"></head>')).status).toBe(404);
  expect((await strip('<head><meta name="robots" content="404"></head>')).status).toBe(200);
});

test("marks an empty field that waits for a code", async () => {
  const html = '<input type="hidden" data-code="share" name="share" value=""/>';
  expect(await stripped(html)).toContain(`value="${CODE_MARK}share${CODE_MARK}"`);
});

test("is whole on a long page", async () => {
  const paragraph = "<p>ñandú — 100%</p>";
  expect(await stripped(`<main>${paragraph.repeat(20_000)}</main>`)).toBe(
    `<main>${paragraph.repeat(20_000)}</main>`,
  );
});
