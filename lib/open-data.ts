import { createHash } from "node:crypto";

/** Any site may read it, and a page of any site may ask for it. */
export const FOR_ALL = {
  "access-control-allow-origin": "*",
  "cross-origin-resource-policy": "cross-origin",
};

/** Two seconds in a shared cache; a browser asks each time and gets 304 for what it has. */
const CACHING = "public, max-age=0, s-maxage=2, stale-while-revalidate=2";
/** An address that is nobody's today may be somebody's tomorrow. */
const CACHING_OF_NOTHING = "public, max-age=0, s-maxage=5";

/** Open data as JSON that anyone may fetch, read and cache, with a strong ETag; 304 to who has it already. */
export function openJson(request: Request, body: object): Response {
  return open(request, JSON.stringify(body), { "content-type": "application/json; charset=utf-8" });
}

/** The same as CSV; `name` is what a browser calls the file when it is saved. */
export function openCsv(request: Request, name: string, text: string): Response {
  return open(request, text, {
    "content-type": "text/csv; charset=utf-8; header=present",
    "content-disposition": `inline; filename="${name}"`,
  });
}

/**
 * 404 in the manner of open data, with a short life: a crowd that asks for nothing costs next to nothing. Also for what is not
 * to be told for now (`switched_off`): RFC 9110 §15.5.5 has one status for both, and after a 5xx the front would go on giving
 * out the answer that it remembers.
 */
export function noOpenData(error: "not_found" | "switched_off" = "not_found"): Response {
  const headers = { ...FOR_ALL, "cache-control": CACHING_OF_NOTHING };
  return Response.json({ error }, { status: 404, headers });
}

/** RFC 9110 §13.1.2: whether one of the tags of If-None-Match means this one, weak or not. */
export function hasAlready(ifNoneMatch: string | null | undefined, etag: string): boolean {
  if (ifNoneMatch?.trim() === "*") return true;
  const opaque = etag.replace(/^W\//, "");
  return ifNoneMatch?.split(",").some((tag) => tag.trim().replace(/^W\//, "") === opaque) ?? false;
}

function open(request: Request, text: string, kind: Record<string, string>): Response {
  const etag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`;
  const headers = { ...FOR_ALL, "cache-control": CACHING, etag };
  if (hasAlready(request.headers.get("if-none-match"), etag))
    return new Response(null, { status: 304, headers });
  return new Response(text, { headers: { ...headers, ...kind } });
}
