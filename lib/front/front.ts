import type { IncomingMessage, ServerResponse } from "node:http";
import type { BlockList } from "node:net";
import { placedOf } from "#lib/places/rules.ts";
import { type PublicPage, publicPage, readTarget } from "./addresses.ts";
import { ask, type NextHandler } from "./ask.ts";
import { readCodes } from "./codes.ts";
import { logFailure, statusOf } from "./failures.ts";
import type { createFiles } from "./files.ts";
import { sendFinished, sendWithCodes } from "./finished.ts";
import { BRIEF_CACHING, PAGE, transportSecurity } from "./headers.ts";
import { findHot, type Hot } from "./hot.ts";
import { INTERNAL_HEADER, internalWord } from "./internal.ts";
import { finishNothing, rememberOpenData } from "./open-data.ts";
import { makePersonalPage, rememberPages } from "./pages.ts";
import { createPassing } from "./pass.ts";
import { createRefusal } from "./refuse.ts";
import { readBody, sendResponse, toRequest } from "./request.ts";
import { isKnownPage, isKnownSlug } from "./slugs.ts";
import type { watchVisits } from "./views.ts";
import { VISITOR_HEADER, visitorAddress } from "./visitor.ts";

export type FrontOptions = {
  handle: NextHandler;
  publicUrl: URL;
  trusted: BlockList;
  files: ReturnType<typeof createFiles>;
  visits: ReturnType<typeof watchVisits>;
};

/**
 * The listener of the web process: hot addresses, then remembered pages and files, then Next. `forget` drops every
 * remembered page, here and in Next.
 */
export function createFront({ handle, publicUrl, trusted, files, visits }: FrontOptions) {
  const extra = transportSecurity(publicUrl);
  const outside = outsideOf(publicUrl);
  const asking = { handle, outside, extra };
  const pages = rememberPages(asking);
  const openData = rememberOpenData(publicUrl.origin, extra);
  const nothing = finishNothing(extra);
  const refuse = createRefusal(extra);
  const pass = createPassing({ handle, outside, extra, refuse });

  function listener(req: IncomingMessage, res: ServerResponse): void {
    const target = req.url ?? "/";
    // The memories know clean paths only, so a hit needs no parsing.
    const page = isRead(req) ? pages.peek(target) : undefined;
    const kept = page ?? (isRead(req) ? (openData.peek(target) ?? files.peek(target)) : undefined);
    if (kept) sendFinished(req, res, kept);
    else answer(req, res, target).catch((error) => fail(req, res, error, target));
    if (page) visits.kept(req, target);
  }

  async function answer(req: IncomingMessage, res: ServerResponse, target: string): Promise<void> {
    const read = readTarget(target);
    if (!read) return refuse(req, res, 400);
    const { path, query } = read;
    const found = findHot(req.method ?? "GET", path);
    if (found && "allow" in found) return refuse(req, res, 405, { allow: found.allow });
    if (found) return answerHot(req, res, found.hot, found.params, path);
    const page = publicPage(path);
    const isFile = files.has(path);
    if ((page || isFile) && !isRead(req)) return refuse(req, res, 405, { allow: "GET, HEAD" });
    if (page) return answerPage(req, res, page, path, query);
    if (isFile) return sendFinished(req, res, await files.get(path));
    return pass(req, res, path, visitorAddress(req, trusted));
  }

  async function answerHot(
    req: IncomingMessage,
    res: ServerResponse,
    hot: Hot,
    params: Record<string, string>,
    path: string,
  ): Promise<void> {
    if (hot.method === "GET" && params.slug !== undefined && !(await isKnownSlug(params.slug)))
      return sendFinished(req, res, await nothing);
    if (hot.openData) return sendFinished(req, res, await openData.get(path));
    const body = hot.method === "POST" ? await readBody(req) : undefined;
    if (body === "tooLarge") return refuse(req, res, 413, { connection: "close" });
    const request = toRequest(req, publicUrl.origin, visitorAddress(req, trusted), body);
    await sendResponse(req, res, await hot.handler(request, params), { ...PAGE, ...extra });
  }

  async function answerPage(
    req: IncomingMessage,
    res: ServerResponse,
    page: PublicPage,
    path: string,
    query: string,
  ): Promise<void> {
    const { params, shared, locale } = page;
    const { slug, year, place, name } = params;
    const isThere =
      (slug === undefined || (await isKnownSlug(slug, year))) &&
      (place === undefined || placedOf(place)) &&
      (slug === undefined || name === undefined || (await isKnownPage(slug, name)));
    if (!isThere) return refuse(req, res, 404, shared ? { "cache-control": BRIEF_CACHING } : {});
    const visitor = { cookie: req.headers.cookie ?? "", [VISITOR_HEADER]: visitorAddress(req, trusted) };
    const finished = shared
      ? (pages.peek(path) ?? (await pages.get(path)))
      : await makePersonalPage(asking, req.url ?? path, locale, visitor);
    const codes = readCodes(query);
    if (codes.size > 0) sendWithCodes(req, res, finished, codes);
    else sendFinished(req, res, finished);
    if (finished.status === 200) visits.made(req, page);
  }

  function fail(req: IncomingMessage, res: ServerResponse, error: unknown, target: string): void {
    // Who left before his form had arrived needs no answer.
    const isGone = req.destroyed && !req.complete;
    if (!isGone) logFailure(error, routeOf(req, target), req.method ?? "GET");
    if (isGone || res.headersSent) res.destroy();
    else refuse(req, res, statusOf(error)).catch(() => res.destroy());
  }

  async function forget(): Promise<void> {
    // Next first: a page made again in between would be made from what Next still holds.
    const headers = { ...outside, [INTERNAL_HEADER]: internalWord() };
    const { status } = await ask(handle, "/api/internal/revalidate", { method: "POST", headers });
    if (status !== 204) throw new Error(`revalidating answered ${status}`);
    pages.clear();
  }

  return { listener, forget };
}

function isRead(req: IncomingMessage): boolean {
  return req.method === "GET" || req.method === "HEAD";
}

/** What Next would learn from a proxy. */
function outsideOf({ host, protocol }: URL): Record<string, string> {
  return { host, "x-forwarded-host": host, "x-forwarded-proto": protocol.slice(0, -1) };
}

/** An address without what it holds about anybody, for the log. */
function routeOf(req: IncomingMessage, target: string): string {
  const path = readTarget(target)?.path ?? "";
  const found = findHot(req.method ?? "GET", path);
  if (found && "hot" in found) return found.hot.pattern;
  return publicPage(path)?.pattern ?? `/${path.split("/")[1] ?? ""}/…`;
}
