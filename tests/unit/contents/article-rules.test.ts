import { expect, it, test } from "vitest";
import {
  ARTICLE_FORM_LIMIT,
  articleAddress,
  articleName,
  BODY_LIMIT,
  isArticleName,
  readArticle,
} from "#lib/contents/article-rules.ts";

const read = (fields: Record<string, string>) =>
  readArticle(new Map(Object.entries({ title: "Press", body: "Text.", ...fields })));

it("is read with its line ends settled", () => {
  expect(read({ title: " For  the press ", body: "One.\r\n\r\nTwo.\r\n", published: "on" })).toEqual({
    ok: true,
    article: { title: "For the press", body: "One.\n\nTwo.", isPublished: true },
  });
});

test.each([
  [{ title: " " }, { title: "missing" }],
  [{ title: "x".repeat(121) }, { title: "tooLong" }],
  [{ body: "\n" }, { body: "missing" }],
  [{ body: "x".repeat(BODY_LIMIT + 1) }, { body: "tooLong" }],
])("%o is refused", (fields, problems) => {
  expect(read(fields)).toEqual({ ok: false, problems });
});

it("fits into its form in any script", () => {
  const form = new URLSearchParams({ title: "本".repeat(120), body: "本".repeat(BODY_LIMIT) });
  expect(String(form).length).toBeLessThan(ARTICLE_FORM_LIMIT);
});

test.each([
  ["Guía para pastores", "guia-para-pastores"],
  ["  What now?  ", "what-now"],
  ["Press", "press"],
  ["¿?", ""],
  ["中文", ""],
  [`${"a".repeat(59)} b`, "a".repeat(59)],
])("%j is called %j", (called, name) => {
  expect(articleName(called)).toBe(name);
  expect(isArticleName(name)).toBe(name !== "");
});

test.each([
  ["learn", "/c/sample/learn"],
  ["press", "/c/sample/press"],
  ["guide", "/c/sample/pages/guide"],
])("%s stands at %s", (name, address) => {
  expect(articleAddress("sample", name)).toBe(address);
});
