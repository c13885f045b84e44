import { problem } from "#lib/http.ts";
import { type Locale, localeOr } from "#lib/words.ts";
import { devMail, devMailCount, devMails } from "./dev-inbox.ts";
import { inboxPage, PAGE_SIZE } from "./inbox-page.ts";
import { mayOpenInbox } from "./inbox-request.ts";

/** The frame holds a message of ours; whatever it holds, it runs nothing and loads nothing. */
const PAGE_POLICY = `default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
const MAIL_POLICY = `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation`;

/**
 * GET /dev/mail and /dev/mail/:id: the mail that stayed on this machine, as an inbox. `?part=text` shows the plain text,
 * `?part=body` is the formatted message alone for the frame; `?to=` keeps one address, `?page=` turns pages, `?lang=es`.
 */
export async function getInbox(request: Request, params: Record<string, string> = {}): Promise<Response> {
  const url = new URL(request.url);
  const asked = url.searchParams;
  const lang: Locale = localeOr(asked.get("lang"));
  if (!mayOpenInbox(request)) return problem(404, lang);

  const chosen = params.id ? await devMail(params.id) : null;
  if (asked.get("part") === "body") return chosen ? mailBody(chosen.html) : problem(404, lang);

  const to = asked.get("to") || undefined;
  const page = Math.max(0, Math.trunc(Number(asked.get("page")) || 0));
  const mails = await devMails({ ...(to ? { to } : {}), limit: PAGE_SIZE + 1, skip: page * PAGE_SIZE });
  const html = inboxPage({
    lang,
    mails: mails.slice(0, PAGE_SIZE),
    total: await devMailCount(),
    hasOlder: mails.length > PAGE_SIZE,
    page,
    to,
    chosen,
    isOpen: params.id !== undefined,
    part: asked.get("part") === "text" ? "text" : "html",
  });
  return respond(html, PAGE_POLICY, params.id && !chosen ? 404 : 200);
}

/** Its links open beside the inbox, as in any web mail. */
function mailBody(html: string): Response {
  return respond(html.replace("<head>", `<head>\n<base target="_blank">`), MAIL_POLICY, 200);
}

function respond(html: string, policy: string, status: number): Response {
  return new Response(html, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
      "cache-control": "no-store",
      "referrer-policy": "same-origin",
      "x-content-type-options": "nosniff",
      "x-robots-tag": "noindex",
    },
  });
}
