import { plainPage } from "#lib/http.ts";
import { preferredLocale, words } from "#lib/words.ts";
import { landing } from "./desk-form.ts";
import { signedIn } from "./session.ts";
import { scopeOf } from "./sessions.ts";

/** GET /organize/refused: 403, and what to do about it. A page of Next could not have this status and words without script. */
export async function refusedPage(request: Request): Promise<Response> {
  const who = await signedIn(request.headers);
  const scope = scopeOf(who);
  const locale = who?.lang ?? preferredLocale(request.headers.get("accept-language"));
  const t = words(locale, "organizers");
  const html = plainPage(locale, {
    title: t("refused.title"),
    body: `<p>${t("refused.text")}</p>
<p><a href="${scope ? landing(scope) : "/organize"}">${t("refused.desk")}</a> <a href="/organize/account">${t("refused.account")}</a></p>`,
  });
  return new Response(html, {
    status: 403,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
  });
}
