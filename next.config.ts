import type { NextConfig } from "next";
import { OPEN_DATA, PAGES_WITH_POST, PERSONAL_PAGES, PREFIXED, SHARED_PAGES } from "./lib/front/addresses.ts";
import { BASE, DATA, UNSTRIPPED_PAGE } from "./lib/front/headers.ts";

const pages = [...SHARED_PAGES, ...PERSONAL_PAGES];
const join = (prefix: string, page: string) => (page === "/" ? prefix : prefix + page);
/** A destination names its parameters; what form they have stands in the source. */
const named = (page: string) => page.replace(/\([^)]*\)/g, "");
// While developing, Next's own tools need eval.
const onPages = process.env.NODE_ENV === "development" ? BASE : UNSTRIPPED_PAGE;
/** Forms of ours that React sends: behind a proxy the Host that Next sees need not be the one in the visitor's address bar. */
const ownHost = URL.canParse(process.env.PUBLIC_URL ?? "")
  ? [new URL(process.env.PUBLIC_URL ?? "").host]
  : [];
const asList = (headers: Record<string, string>) =>
  Object.entries(headers).map(([key, value]) => ({ key, value }));

/** Languages live in the path: English without a prefix. The pages themselves are under app/l/[locale]. */
function toPages() {
  return pages.flatMap((page) => [
    { source: page, destination: join("/l/en", named(page)) },
    ...PREFIXED.map((locale) => ({
      source: join(`/${locale}`, page),
      destination: join(`/l/${locale}`, named(page)),
    })),
  ]);
}

/** A page and the handler of its form cannot share a folder in app/; the form's content type tells them apart. */
function toHandlers() {
  const isForm = [
    { type: "header" as const, key: "content-type", value: "application/x-www-form-urlencoded.*" },
  ];
  return Object.entries(PAGES_WITH_POST).flatMap(([page, destination]) =>
    ["", ...PREFIXED.map((locale) => `/${locale}`)].map((prefix) => ({
      source: prefix + page,
      destination,
      has: isForm,
    })),
  );
}

export default {
  poweredByHeader: false,
  // Metadata belongs into the head: who embeds or previews a page reads no further.
  htmlLimitedBots: /.*/,
  // How long a shared cache may go on with a page that has expired (seconds). Next's own default is a year.
  expireTime: 60,
  // `npm test` checks the types of everything; a start needs not do it again.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    globalNotFound: true,
    // Made pages stay in this process' memory (50 MB, the least used go first). On disk they would pile up without bound,
    // outlive their own invalidation, and be read by another process beside this one.
    isrFlushToDisk: false,
    serverActions: { allowedOrigins: ownHost },
  },
  rewrites: async () => ({ beforeFiles: toHandlers(), afterFiles: toPages(), fallback: [] }),
  // `:path*` alone would send `/en` to an empty address.
  redirects: async () => [
    { source: "/en", destination: "/", permanent: true },
    { source: "/en/:path+", destination: "/:path+", permanent: true },
    { source: "/l/en", destination: "/", permanent: true },
    { source: "/l/en/:path+", destination: "/:path+", permanent: true },
    ...PREFIXED.flatMap((locale) => [
      { source: `/l/${locale}`, destination: `/${locale}`, permanent: true },
      { source: `/l/${locale}/:path+`, destination: `/${locale}/:path+`, permanent: true },
    ]),
  ],
  // For plain `next start`; behind server.ts the front sets its own, stricter ones.
  headers: async () => [
    { source: "/:path*", headers: asList(BASE) },
    { source: "/((?!organize|api|_next|dev).*)", headers: asList(onPages) },
    ...[...OPEN_DATA, "/c/:slug/stream", "/log/:path*"].map((source) => ({ source, headers: asList(DATA) })),
  ],
} satisfies NextConfig;
