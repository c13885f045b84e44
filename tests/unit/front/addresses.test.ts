import { expect, test } from "vitest";
import { publicPage, readTarget } from "#lib/front/addresses.ts";
import { findHot } from "#lib/front/hot.ts";

test.each([
  ["GET", "/c/sample/count.json", "/c/:slug/count.json", { slug: "sample" }],
  ["HEAD", "/c/sample/count.json", "/c/:slug/count.json", { slug: "sample" }],
  ["GET", "/c/sample/2025/count.json", "/c/:slug/:year(\\d{4})/count.json", { slug: "sample", year: "2025" }],
  ["GET", "/c/sample/history.csv", "/c/:slug/history.csv", { slug: "sample" }],
  ["GET", "/c/sample/stream", "/c/:slug/stream", { slug: "sample" }],
  ["POST", "/c/sample/sign", "/c/:slug/sign", { slug: "sample" }],
  ["POST", "/confirm/abc", "/confirm/:token", { token: "abc" }],
  ["POST", "/es/confirm/abc", "/confirm/:token", { token: "abc" }],
  ["POST", "/es/c/sample/signed", "/c/:slug/signed", { slug: "sample" }],
  ["GET", "/s/abc", "/s/:code", { code: "abc" }],
  ["GET", "/healthz", "/healthz", {}],
])("%s %s is hot", (method, path, pattern, params) => {
  expect(findHot(method, path)).toMatchObject({ hot: { pattern }, params });
});

test.each([
  ["GET", "/c/sample/sign", "POST"],
  ["POST", "/c/sample/count.json", "GET, HEAD"],
  ["DELETE", "/confirm/abc", "GET, HEAD, POST"],
  ["POST", "/exit", "GET, HEAD"],
])("%s %s is told what is allowed", (method, path, allow) => {
  expect(findHot(method, path)).toEqual({ allow });
});

test.each([
  ["GET", "/confirm/abc"],
  ["GET", "/c/sample/signed"],
  ["GET", "/c/sample/countXjson"],
  ["GET", "/c/sample/202/count.json"],
  ["GET", "/c/sample/20255/count.json"],
  ["GET", "/c/sample/2025/countXjson"],
  ["GET", "/es/c/sample/count.json"],
  ["POST", "/c/a/b/sign"],
  ["POST", "/c//sign"],
  ["GET", "/healthz/"],
])("%s %s is not hot", (method, path) => {
  expect(findHot(method, path)).toBeNull();
});

test.each([
  ["/", { pattern: "/", locale: "en", shared: true }],
  ["/es", { pattern: "/", locale: "es", shared: true }],
  ["/es/c/sample", { pattern: "/c/:slug", locale: "es", shared: true, params: { slug: "sample" } }],
  ["/c/sample/map", { pattern: "/c/:slug/map", shared: true }],
  ["/es/c/sample/map/by-name", { pattern: "/c/:slug/map/by-name", shared: true }],
  ["/c/sample/map/US-WI", { shared: true, params: { slug: "sample", place: "US-WI" } }],
  ["/c/sample/map/us-wi", null],
  ["/c/sample/map/US-WI/more", null],
  ["/es/c/sample/learn", { pattern: "/c/:slug/learn", locale: "es", shared: true }],
  ["/c/sample/press", { pattern: "/c/:slug/press", shared: true }],
  ["/c/sample/pages/a-guide", { shared: true, params: { slug: "sample", name: "a-guide" } }],
  ["/c/sample/pages/A", null],
  ["/c/sample/pages", null],
  ["/c/sample/form", { pattern: "/c/:slug/form", shared: false }],
  ["/confirm/t", { pattern: "/confirm/:token", shared: false, params: { token: "t" } }],
  ["/en/c/sample", null],
  ["/c/sample/", null],
  ["/essay", null],
  ["/l/en", null],
])("%s as a page", (path, expected) => {
  if (expected) expect(publicPage(path)).toMatchObject(expected);
  else expect(publicPage(path)).toBeNull();
});

test.each([
  ["/c/s%61mple?share=a", { path: "/c/sample", query: "share=a" }],
  ["/a?b?c", { path: "/a", query: "b?c" }],
  ["/%zz", null],
  ["/%ff", null],
  ["/a%00b", null],
  ["/a%5Cb", null],
  ["/a\\b", null],
  ["*", null],
  ["http://other.example/c/sample", null],
])("the target %s", (target, expected) => {
  expect(readTarget(target)).toEqual(expected);
});
