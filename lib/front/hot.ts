import { getLook } from "#lib/campaigns/get-look.ts";
import { getMedia } from "#lib/campaigns/get-media.ts";
import { getCheckpoint, getKey, getProof, getTile } from "#lib/ledger/log/get-log.ts";
import { getInbox } from "#lib/mail/get-inbox.ts";
import { getInboxJson } from "#lib/mail/get-inbox-json.ts";
import { getReceipt } from "#lib/pledges/get-receipt.ts";
import { postCode } from "#lib/pledges/post-code.ts";
import { postConfirm } from "#lib/pledges/post-confirm.ts";
import { postManage } from "#lib/pledges/post-manage.ts";
import { postManageLink } from "#lib/pledges/post-manage-link.ts";
import { postNotMe } from "#lib/pledges/post-not-me.ts";
import { postSign } from "#lib/pledges/post-sign.ts";
import { getShare } from "#lib/sharing/get-share.ts";
import { getCount, getCountCsv } from "#lib/tallies/get-count.ts";
import { getDaysCsv, getHistory, getHistoryCsv } from "#lib/tallies/get-history.ts";
import { getPlaces, getPlacesCsv } from "#lib/tallies/get-places.ts";
import { getStream } from "#lib/tallies/get-stream.ts";
import { matcher, OPEN_DATA, type Params, splitLocale } from "./addresses.ts";
import { getExit } from "./get-exit.ts";
import { getHealth, getReady } from "./get-health.ts";
import { getMetrics } from "./get-metrics.ts";

export type Handler = (request: Request, params: Params) => Promise<Response>;

export type Hot = {
  method: "GET" | "POST";
  pattern: string;
  handler: Handler;
  /** The same for everybody and open to all sites: one answer serves a second's visitors. */
  openData?: true;
  /** The address is that of a page as well, in every language; other methods than this one are the page's. */
  isPage?: true;
};

const openData: Record<(typeof OPEN_DATA)[number], Handler> = {
  "/c/:slug/count.json": getCount,
  "/c/:slug/count.csv": getCountCsv,
  "/c/:slug/places.json": getPlaces,
  "/c/:slug/places.csv": getPlacesCsv,
  "/c/:slug/history.json": getHistory,
  "/c/:slug/history.csv": getHistoryCsv,
  "/c/:slug/days.csv": getDaysCsv,
  "/c/:slug/:year(\\d{4})/count.json": getCount,
  "/c/:slug/:year(\\d{4})/count.csv": getCountCsv,
  "/c/:slug/:year(\\d{4})/places.json": getPlaces,
  "/c/:slug/:year(\\d{4})/places.csv": getPlacesCsv,
};

/** The addresses that the front answers itself. Each handler is mounted under `app/` too, for plain Next. */
export const HOT: Hot[] = [
  ...OPEN_DATA.map(
    (pattern): Hot => ({ method: "GET", pattern, handler: openData[pattern], openData: true }),
  ),
  { method: "GET", pattern: "/c/:slug/stream", handler: getStream },
  { method: "POST", pattern: "/c/:slug/sign", handler: postSign },
  { method: "POST", pattern: "/c/:slug/signed", handler: postCode, isPage: true },
  { method: "POST", pattern: "/confirm/:token", handler: postConfirm, isPage: true },
  { method: "POST", pattern: "/not-me/:token", handler: postNotMe, isPage: true },
  { method: "POST", pattern: "/c/:slug/manage", handler: postManageLink, isPage: true },
  { method: "POST", pattern: "/manage/:token", handler: postManage, isPage: true },
  { method: "GET", pattern: "/manage/:token/receipt", handler: getReceipt },
  { method: "GET", pattern: "/log/checkpoint", handler: getCheckpoint },
  { method: "GET", pattern: "/log/key", handler: getKey },
  { method: "GET", pattern: "/log/tile/:tile(.+)", handler: getTile },
  { method: "GET", pattern: "/log/proof/:index", handler: getProof },
  { method: "GET", pattern: "/s/:code", handler: getShare },
  { method: "GET", pattern: "/c/:slug/look.css", handler: getLook },
  { method: "GET", pattern: "/media/:id", handler: getMedia },
  { method: "GET", pattern: "/dev/mail", handler: getInbox },
  { method: "GET", pattern: "/dev/mail/:id", handler: getInbox },
  { method: "GET", pattern: "/dev/mail.json", handler: getInboxJson },
  { method: "GET", pattern: "/exit", handler: getExit },
  { method: "GET", pattern: "/healthz", handler: getHealth },
  { method: "GET", pattern: "/readyz", handler: getReady },
  { method: "GET", pattern: "/metrics", handler: getMetrics },
];

export type Found = { hot: Hot; params: Params } | { allow: string } | null;

const table = HOT.map((hot) => ({ hot, match: matcher(hot.pattern) }));

/** The hot address for a method and a path; `allow` where the address is hot by other methods only; else null. */
export function findHot(method: string, path: string): Found {
  const asked = method === "HEAD" ? "GET" : method;
  for (const { hot, match } of table) {
    const params = match(hot.isPage ? splitLocale(path).rest : path);
    if (!params) continue;
    if (hot.method === asked) return { hot, params };
    if (hot.isPage) return asked === "GET" ? null : { allow: "GET, HEAD, POST" };
    return { allow: hot.method === "GET" ? "GET, HEAD" : hot.method };
  }
  return null;
}
