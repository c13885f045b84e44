import { LOCALES, type Locale } from "../words.ts";

/** Public pages that are the same for everybody: made once, remembered by the front, made again when something changes. */
export const SHARED_PAGES = [
  "/",
  "/c/:slug",
  "/c/:slug/map",
  "/c/:slug/map/by-name",
  "/c/:slug/map/:place([A-Z0-9-]{2,5})",
  "/safety",
  "/privacy",
  "/verify",
  "/c/:slug/history",
  "/c/:slug/integrity",
  "/c/:slug/learn",
  "/c/:slug/press",
  "/c/:slug/pages/:name([a-z0-9-]{1,63})",
  "/c/:slug/:year(\\d{4})",
];

/** Public pages that differ by cookie or token: made for each request, never stored anywhere. */
export const PERSONAL_PAGES = [
  "/c/:slug/signed",
  "/c/:slug/form",
  "/c/:slug/manage",
  "/confirm/:token",
  "/not-me/:token",
  "/manage/:token",
];

/** Of those, the ones whose address also takes their form, and the handler's own address for plain Next. */
export const PAGES_WITH_POST: Record<string, string> = {
  "/c/:slug/signed": "/api/signed/:slug",
  "/confirm/:token": "/api/confirm/:token",
  "/not-me/:token": "/api/not-me/:token",
  "/manage/:token": "/api/manage/:token",
  "/c/:slug/manage": "/api/manage-link/:slug",
};

/** What any site may read: the same for everybody, answered by the front from a memory of a second. */
export const OPEN_DATA = [
  "/c/:slug/count.json",
  "/c/:slug/count.csv",
  "/c/:slug/places.json",
  "/c/:slug/places.csv",
  "/c/:slug/history.json",
  "/c/:slug/history.csv",
  "/c/:slug/days.csv",
  "/c/:slug/:year(\\d{4})/count.json",
  "/c/:slug/:year(\\d{4})/count.csv",
  "/c/:slug/:year(\\d{4})/places.json",
  "/c/:slug/:year(\\d{4})/places.csv",
] as const;

export type Params = Record<string, string>;
export type PublicPage = { pattern: string; params: Params; locale: Locale; shared: boolean };

/** English has no prefix, so "/en" is not among these. */
export const PREFIXED: Locale[] = LOCALES.filter((locale) => locale !== "en");

/**
 * Tells whether a path fits a pattern like `/c/:slug/:year(\d{4})/count.json`; a parameter is one whole, non-empty
 * segment, of the form in brackets where there are any (as Next's own patterns have it).
 */
export function matcher(pattern: string): (path: string) => Params | null {
  const parts = pattern.split(/:(\w+)(?:\(([^)]*)\))?/);
  const names = parts.filter((_, index) => index % 3 === 1);
  const whole = parts.map((part, index) => {
    if (index % 3 === 0) return part.replaceAll(".", "\\.");
    return index % 3 === 1 ? "" : `(${part ?? "[^/]+"})`;
  });
  const fits = new RegExp(`^${whole.join("")}$`);
  return (path) => {
    const match = fits.exec(path);
    return match ? Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? ""])) : null;
  };
}

/** A path without its language: `/es/c/x` is Spanish `/c/x`, `/es` is Spanish `/`. */
export function splitLocale(path: string): { locale: Locale; rest: string } {
  for (const locale of PREFIXED) {
    if (path === `/${locale}`) return { locale, rest: "/" };
    if (path.startsWith(`/${locale}/`)) return { locale, rest: path.slice(locale.length + 1) };
  }
  return { locale: "en", rest: path };
}

const pages = [...SHARED_PAGES, ...PERSONAL_PAGES].map((pattern) => ({
  pattern,
  shared: SHARED_PAGES.includes(pattern),
  match: matcher(pattern),
}));

/** Which public page a path is, or null. */
export function publicPage(path: string): PublicPage | null {
  const { locale, rest } = splitLocale(path);
  for (const { pattern, shared, match } of pages) {
    const params = match(rest);
    if (params) return { pattern, shared, params, locale };
  }
  return null;
}

/**
 * A request target as the path to match and the query behind it, or null when it is not one: broken percent signs,
 * control characters, backslashes, encoded slashes and dot segments are never part of an address of ours; Next would make
 * another address of some of them after we have looked.
 */
export function readTarget(target: string): { path: string; query: string } | null {
  const cut = target.indexOf("?");
  const raw = cut < 0 ? target : target.slice(0, cut);
  const query = cut < 0 ? "" : target.slice(cut + 1);
  if (!raw.startsWith("/")) return null;
  try {
    const segments = raw.includes("%") ? raw.split("/").map(decodeURIComponent) : raw.split("/");
    if (segments.some((segment) => segment === "." || segment === ".." || /[\p{Cc}\\/]/u.test(segment)))
      return null;
    return { path: segments.join("/"), query };
  } catch {
    return null;
  }
}
