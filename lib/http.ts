import { env, isLoopback } from "#lib/env.ts";
import { helpLine } from "#lib/help-line.ts";
import { type Locale, path, words } from "#lib/words.ts";

/** What a browser form may weigh, in bytes, unless its handler says otherwise. The largest honest one has about 1,000. */
const FORM_LIMIT = 16 * 1024;

export type Form = Map<string, string>;
type Refusal = 400 | 413 | 415;

/**
 * Reads an urlencoded form: one value a field (of repeated ones the first), strict UTF-8, no NUL. Reads no further than
 * its limit. The status says what to answer instead.
 */
export async function readForm(
  request: Request,
  limit = FORM_LIMIT,
): Promise<{ ok: true; form: Form } | { ok: false; status: Refusal }> {
  const [type = "", ...parameters] = (request.headers.get("content-type") ?? "").toLowerCase().split(";");
  const charset = parameters.map((p) => p.trim()).find((p) => p.startsWith("charset="));
  if (type.trim() !== "application/x-www-form-urlencoded") return { ok: false, status: 415 };
  if (charset && charset.replaceAll('"', "") !== "charset=utf-8") return { ok: false, status: 415 };
  if (request.headers.get("content-encoding")) return { ok: false, status: 415 };
  const body = await readBody(request, limit);
  if (!body) return { ok: false, status: 413 };
  const form = parseForm(body);
  return form ? { ok: true, form } : { ok: false, status: 400 };
}

/** All of a body; null where it is more than `limit` bytes, of which no more are read, whether it says its length or not. */
export async function readBody(request: Request, limit: number): Promise<Buffer | null> {
  if (!request.body) return Buffer.alloc(0);
  if (Number(request.headers.get("content-length") ?? 0) > limit) return null;
  // A body of a declared length cannot be longer, and reading it in one piece is the quicker way.
  if (request.headers.has("content-length")) return Buffer.from(await request.arrayBuffer());
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

/** URLSearchParams would turn broken UTF-8 into U+FFFD and broken percent signs into themselves; here both are refused. */
function parseForm(body: Buffer): Form | null {
  const form: Form = new Map();
  try {
    for (const pair of strictUtf8.decode(body).split("&")) {
      if (!pair) continue;
      const cut = pair.indexOf("=");
      const name = decode(cut < 0 ? pair : pair.slice(0, cut));
      const value = cut < 0 ? "" : decode(pair.slice(cut + 1));
      if (name.includes("\0") || value.includes("\0")) return null;
      if (!form.has(name)) form.set(name, value);
    }
  } catch {
    return null;
  }
  return form;
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll("+", " "));
}

/**
 * Whether a browser's POST comes from our own page: by Sec-Fetch-Site, else by Origin. Where both are missing no browser
 * sent it, and without a browser there is nobody's cookie to abuse.
 */
export function isOwnOrigin(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site) return site === "same-origin";
  const origin = request.headers.get("origin");
  if (!origin) return true;
  const { publicUrl, isLocal } = env();
  if (origin === publicUrl.origin) return true;
  if (!isLocal || !URL.canParse(origin)) return false;
  const { host, hostname } = new URL(origin);
  return isLoopback(hostname) && host === request.headers.get("host");
}

/**
 * A browser's form from our own page, or the page that refuses it (403 from elsewhere, 400, 413, 415), in `locale`: where none is
 * given in that of the address. `limit` is in bytes.
 */
export async function readOwnForm(
  request: Request,
  locale: Locale = localeOfRequest(request),
  limit?: number,
): Promise<{ ok: true; form: Form } | { ok: false; response: Response }> {
  if (!isOwnOrigin(request)) return { ok: false, response: problem(403, locale) };
  const read = await readForm(request, limit);
  return read.ok ? read : { ok: false, response: problem(read.status, locale) };
}

/** 303: the browser goes on with GET. */
export function seeOther(location: string, cookies: string[] = []): Response {
  const headers = new Headers({ location, "cache-control": "no-store" });
  for (const value of cookies) headers.append("set-cookie", value);
  return new Response(null, { status: 303, headers });
}

/** A cookie of this host alone (`__Host-` behind TLS), out of scripts' reach. Without `maxAge` it ends with the session. */
export function cookie(name: string, value: string, maxAge?: number): string {
  const secure = env().publicUrl.protocol === "https:";
  const life = maxAge === undefined ? "" : `; Max-Age=${maxAge}`;
  return `${secure ? "__Host-" : ""}${name}=${value}; Path=/; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}${life}`;
}

/** The value of one of our cookies in a Cookie header. */
export function readCookie(header: string | null | undefined, name: string): string | undefined {
  const full = `${env().publicUrl.protocol === "https:" ? "__Host-" : ""}${name}=`;
  return header
    ?.split(";")
    .map((part) => part.trim())
    .find((part) => part.startsWith(full))
    ?.slice(full.length);
}

const PROBLEMS = [400, 403, 404, 405, 413, 415, 429, 500, 503] as const;
export type ProblemStatus = (typeof PROBLEMS)[number];

/** The page for what went wrong: a clear sentence, help and the way on. It needs no script, no database and no build. */
export function problem(
  status: ProblemStatus,
  locale: Locale,
  headers: Record<string, string> = {},
): Response {
  const t = words(locale, "problem");
  // Digits, spaces and signs alone (lib/contents/hotline-rules.ts): nothing to escape.
  const { call, shown } = helpLine();
  const help = `<p class="help"><a href="tel:911">${t("danger")} <b>911</b></a> <a href="tel:${call}">${t("hotline")} <b>${shown}</b></a> <a class="exit" href="/exit" rel="nofollow noreferrer">${t("exit")}</a></p>
`;
  const html = plainPage(locale, {
    title: t(`s${status}.title`),
    help,
    body: `<p>${t(`s${status}.body`)}</p>
<p><a href="${path(locale, "/")}">${t("home")}</a> <a href="${path(locale, "/safety")}">${t("safety")}</a></p>`,
  });
  return new Response(html, {
    status,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", ...headers },
  });
}

/** A page that needs nothing but its style sheet. `help` stands above it; `help` and `body` are HTML, the title is text of ours. */
export function plainPage(
  locale: Locale,
  { title, help = "", body }: { title: string; help?: string; body: string },
): string {
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="/plain.css">
<link rel="icon" href="/favicon.svg">
</head>
<body>
${help}<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
}

/** The language of a request's address, for the answers that come before its form is read. */
export function localeOfRequest(request: Request): Locale {
  return localeOfPath(new URL(request.url).pathname);
}

/** The language of an address: `/es/c/x` is Spanish. */
export function localeOfPath(pathname: string): Locale {
  return pathname === "/es" || pathname.startsWith("/es/") ? "es" : "en";
}
