import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { ask, type NextHandler } from "./ask.ts";
import { statusOfNextFailure } from "./failures.ts";
import { BASE, noncePolicy, PAGE } from "./headers.ts";
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
const NEXTS_OWN = /^\/(organize|api|_next)(\/|$)/;
/** What only the front itself asks for. */
const INTERNAL = /^\/api\/internal(\/|$)/;

/** Lets Next answer what the front does not know. */
export function createPassing({ handle, outside, extra, refuse }: PassOptions) {
  return (req: IncomingMessage, res: ServerResponse, path: string, visitor: string): Promise<void> => {
    if (INTERNAL.test(path)) return refuse(req, res, 404);
    const isRead = req.method === "GET" || req.method === "HEAD";
    return NEXTS_OWN.test(path) || !isRead ? through(req, res, path, visitor) : checked(req, res);
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
    for (const [name, value] of Object.entries({ ...BASE, ...extra })) res.setHeader(name, value);
    if (DESK.test(path)) {
      const policy = noncePolicy(randomBytes(16).toString("base64"));
      // Next reads the nonce from the request's header and puts it on its scripts.
      req.headers["content-security-policy"] = policy;
      res.setHeader("content-security-policy", policy);
    }
    await handle(req, res);
  }

  /** Redirects above all. Next's own error pages need JavaScript, so ours take their place. */
  async function checked(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const headers = { cookie: req.headers.cookie ?? "", ...outside };
    const answer = await ask(handle, req.url ?? "/", { headers });
    if (answer.status === 404) return refuse(req, res, 404);
    if (answer.status >= 500) return refuse(req, res, await statusOfNextFailure());
    for (const [name, value] of Object.entries({ ...answer.headers, ...PAGE, ...extra }))
      if (value !== undefined && name !== "transfer-encoding") res.setHeader(name, value);
    res.setHeader("content-length", answer.body.length);
    res.writeHead(answer.status);
    res.end(req.method === "HEAD" ? undefined : answer.body);
  }
}
