import { expect, it, test } from "vitest";
import { markdownToHtml } from "#lib/contents/markdown.ts";

test.each([
  ["# One\n\n## Two", "<h2>One</h2>\n<h3>Two</h3>"],
  ["## One\n\n### Two\n\n## Three", "<h2>One</h2>\n<h3>Two</h3>\n<h2>Three</h2>"],
  ["###### Low", "<h2>Low</h2>"],
  ["**b** and *i*", "<p><strong>b</strong> and <em>i</em></p>"],
  ["- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"],
  [
    "[us](https://example.org/?a=1&b=2)",
    '<p><a href="https://example.org/?a=1&amp;b=2" rel="external noreferrer">us</a></p>',
  ],
  ["[here](/c/sample)", '<p><a href="/c/sample">here</a></p>'],
  ["[part](#part)", '<p><a href="#part">part</a></p>'],
  ["[call](tel:+18883737888)", '<p><a href="tel:+18883737888">call</a></p>'],
  ["[write](mailto:press@example.org)", '<p><a href="mailto:press@example.org">write</a></p>'],
])("%j", (markdown, html) => {
  expect(markdownToHtml(markdown)).toBe(html);
});

const HOSTILE = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "a <b onclick=x>b</b>",
  "<div\nstyle=x>",
  "<!-- x -->",
  "<a href=javascript:alert(1)>x</a>",
  "![x](https://evil.example/pixel.png)",
  "![x][y]\n\n[y]: https://evil.example/pixel.png",
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](java&#x73;cript:alert(1))",
  "[x](java\tscript:alert(1))",
  "[x](&#1;javascript:alert(1))",
  "[x](data:text/html,<script>alert(1)</script>)",
  "[x](vbscript:x)",
  "[x](//evil.example)",
  "[x](\\\\evil.example)",
  "[x](/\\evil.example)",
  "<javascript:alert(1)>",
  '[x](https://a.example/"onmouseover="alert(1))',
  '[x](https://a.example "\\" onmouseover=alert(1) \\"")',
  "`<script>`",
  "```\n<script>alert(1)</script>\n```",
  '<https://a.example/"><script>>',
];
/** What a browser may be given: tags of the parser's own, with the attributes that belong to them. */
const ALLOWED =
  /^(?:<\/?(?:p|h[2-6]|ul|ol|li|blockquote|em|strong|code|pre|a)>|<(?:hr|br) ?\/?>|<ol start="\d+">|<code class="language-[^"<>]*">|<a(?: href="(?:https?:\/\/|mailto:|tel:|sms:|\/(?!\/)|#)[^"<>]*")?(?: rel="external noreferrer")?(?: title="[^"<>]*")?>)$/;

test.each(HOSTILE)("%j lets nothing through", (markdown) => {
  const tags = markdownToHtml(markdown).match(/<[^>]*>/g) ?? [];
  for (const tag of tags) expect(tag).toMatch(ALLOWED);
});

it("keeps what it leaves out as it was typed", () => {
  expect(markdownToHtml("<b>x</b> ![y](https://z.example)")).toBe(
    '<p>&lt;b&gt;x&lt;/b&gt; !<a href="https://z.example" rel="external noreferrer">y</a></p>',
  );
});

it("takes no time over what is all stars and underscores: they stay as they were typed", () => {
  const tangle = "*a_".repeat(13_000);
  expect(markdownToHtml(tangle)).toBe(`<p>${tangle}</p>`);
  const much = "**b** and *i* ".repeat(500);
  expect(markdownToHtml(much).match(/<strong>/g)).toHaveLength(500);
});
