import { localeOfPath, problem } from "#lib/http.ts";
import type { Params } from "./addresses.ts";
import type { Handler } from "./hot.ts";
import { VISITOR_HEADER } from "./visitor.ts";

/** Next hands over the segments of a catch-all as a list. */
type Context = { params: Promise<Record<string, string | string[]> | undefined> };

/**
 * A hot handler as a route of plain Next. Only the front can know the visitor's address, so a header that claims to tell
 * it came from outside and is thrown away.
 */
export function mount(handler: Handler): (request: Request, context: Context) => Promise<Response> {
  return async (request, { params }) => {
    const known = request.headers.has(VISITOR_HEADER) ? withoutVisitor(request) : request;
    return handler(known, asParams(await params));
  };
}

/** The segments of a catch-all are one parameter, as the front has it. An address without parameters has none at all. */
function asParams(params: Awaited<Context["params"]>): Params {
  return Object.fromEntries(
    Object.entries(params ?? {}).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join("/") : value,
    ]),
  );
}

/** What a form's address answers to a visitor who comes with GET. */
export function postOnly(request: Request): Response {
  return problem(405, localeOfPath(new URL(request.url).pathname), { allow: "POST" });
}

function withoutVisitor(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.delete(VISITOR_HEADER);
  // Not `new Request(request, …)`: Next's own kind of request cannot be copied so.
  const { url, method, body } = request;
  return new Request(url, { method, headers, ...(body && { body, duplex: "half" }) } as RequestInit);
}
