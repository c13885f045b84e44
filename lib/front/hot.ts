import { getInbox } from "#lib/mail/get-inbox.ts";
import { getInboxJson } from "#lib/mail/get-inbox-json.ts";
import { postCode } from "#lib/pledges/post-code.ts";
import { postConfirm } from "#lib/pledges/post-confirm.ts";
import { postNotMe } from "#lib/pledges/post-not-me.ts";
import { postSign } from "#lib/pledges/post-sign.ts";
import { getShare } from "#lib/sharing/get-share.ts";
import { getCount } from "#lib/tallies/get-count.ts";
import { getPlaces } from "#lib/tallies/get-places.ts";
import { matcher, type Params, splitLocale } from "./addresses.ts";
import { getExit } from "./get-exit.ts";
import { getHealth, getReady } from "./get-health.ts";

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

/** The addresses that the front answers itself. Each handler is mounted under `app/` too, for plain Next. */
export const HOT: Hot[] = [
  { method: "GET", pattern: "/c/:slug/count.json", handler: getCount, openData: true },
  { method: "GET", pattern: "/c/:slug/places.json", handler: getPlaces, openData: true },
  { method: "POST", pattern: "/c/:slug/sign", handler: postSign },
  { method: "POST", pattern: "/c/:slug/signed", handler: postCode, isPage: true },
  { method: "POST", pattern: "/confirm/:token", handler: postConfirm, isPage: true },
  { method: "POST", pattern: "/not-me/:token", handler: postNotMe, isPage: true },
  { method: "GET", pattern: "/s/:code", handler: getShare },
  { method: "GET", pattern: "/dev/mail", handler: getInbox },
  { method: "GET", pattern: "/dev/mail/:id", handler: getInbox },
  { method: "GET", pattern: "/dev/mail.json", handler: getInboxJson },
  { method: "GET", pattern: "/exit", handler: getExit },
  { method: "GET", pattern: "/healthz", handler: getHealth },
  { method: "GET", pattern: "/readyz", handler: getReady },
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
