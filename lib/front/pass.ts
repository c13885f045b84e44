import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { PAGE_HEADER } from "#lib/organizers/next-page.ts";
import { ask, type NextHandler } from "./ask.ts";
import { statusOfNextFailure } from "./failures.ts";
import { noncePolicy, PAGE } from "./headers.ts";
import { INTERNAL_HEADER } from "./internal.ts";
import type { Refuse } from "./refuse.ts";
import { VISITOR_HEADER } from "./visitor.ts";

export type PassOptions = {
  handle: NextHandler;
  /** Headers that tell Next about the outside, and headers of every answer. */
  outside: Record<string, string>;
  extra: Record<string, string>;
  refuse: Refuse;
};

/** Where React stays. */
const DESK = /^\/organize(\/|$)/;
/** Where the desk shows a public page as it would be. */
const PREVIEW = /^\/organize\/look\/preview$/;
const NEXTS_OWN = /^\/(organize|api|_next)(\/|$)/;
/** What only the front itself asks for, and what we do not use of Next's own. */
const CLOSED = /^\/(api\/internal|_next\/image)(\/|$)/;
/** Where Next redirects: a language that stands twice, and a slash at the end. Nothing else that we do not know is its. */
const REDIRECTED = /^\/(l\/)?(en|es)(\/|$)|.\/$/;

/** Lets Next answer what the front does not know. */
export function createPassing({ handle, outside, extra, refuse }: PassOptions) {
  return (req: IncomingMessage, res: ServerResponse, path: string, visitor: string): Promise<void> => {
    if (CLOSED.test(path)) return refuse(req, res, 404);
    if (NEXTS_OWN.test(path)) return through(req, res, path, visitor);
    if (req.method !== "GET" && req.method !== "HEAD") return refuse(req, res, 405, { allow: "GET, HEAD" });
    return REDIRECTED.test(path) ? redirected(req, res) : refuse(req, res, 404);
  };

  /** Next answers for itself, streaming. */
  async function through(
    req: IncomingMessage,
    res: ServerResponse,
    path: string,
    visitor: string,
  ): Promise<void> {
    req.headers[VISITOR_HEADER] = visitor;
    delete req.headers[INTERNAL_HEADER];
    for (const [name, value] of Object.entries({ ...PAGE, ...extra })) res.setHeader(name, value);
    if (DESK.test(path)) {
      const policy = noncePolicy(randomBytes(16).toString("base64"), { withModules: PREVIEW.test(path) });
      req.headers[PAGE_HEADER] = req.url ?? "";
      // Next reads the nonce from the request's header and puts it on its scripts.
      req.headers["content-security-policy"] = policy;
      res.setHeader("content-security-policy", policy);
    }
    await handle(req, res);
  }

  /** Redirects and nothing else: Next knows pages by other spellings too, and those must not pass by the front. */
  async function redirected(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const headers = { cookie: req.headers.cookie ?? "", ...outside };
    const answer = await ask(handle, req.url ?? "/", { headers });
    if (answer.status >= 500) return refuse(req, res, await statusOfNextFailure());
    if (answer.status < 300 || answer.status >= 400) return refuse(req, res, 404);
    for (const [name, value] of Object.entries({ ...answer.headers, ...PAGE, ...extra }))
      if (value !== undefined && name !== "transfer-encoding") res.setHeader(name, value);
    res.setHeader("content-length", answer.body.length);
    res.writeHead(answer.status);
    res.end(req.method === "HEAD" ? undefined : answer.body);
  }
}
