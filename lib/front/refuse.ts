import type { IncomingMessage, ServerResponse } from "node:http";
import { localeOfPath, type ProblemStatus, problem } from "#lib/http.ts";
import { PAGE } from "./headers.ts";
import { sendResponse } from "./request.ts";

export type Refuse = (
  req: IncomingMessage,
  res: ServerResponse,
  status: ProblemStatus,
  more?: Record<string, string>,
) => Promise<void>;

/** Answers with the problem page in the language of the address; `extra` are headers of every answer. */
export function createRefusal(extra: Record<string, string>): Refuse {
  return async (req, res, status, more = {}) => {
    const own = status === 503 ? { ...more, "retry-after": "10" } : more;
    await sendResponse(req, res, problem(status, localeOfPath(req.url ?? "/"), own), { ...PAGE, ...extra });
  };
}
