import { query } from "#lib/db.ts";
import { problem, seeOther } from "#lib/http.ts";
import { localeOr, path } from "#lib/words.ts";

/**
 * GET /s/CODE: to the pledge page, in the language in which its owner signed, with the code that the form then carries. An
 * unknown code is a 404 page.
 */
export async function getShare(_request: Request, { code = "" }: Record<string, string>): Promise<Response> {
  const [link] = await query<{ slug: string; lang: string }>(
    `SELECT c.slug, p.lang FROM "ShareLink" l
       JOIN "Pledge" p ON p.id = l.pledge_id JOIN "Edition" e ON e.id = l.edition_id JOIN "Campaign" c ON c.id = e.campaign_id
     WHERE l.code = $1`,
    [code],
  );
  return link ? seeOther(path(localeOr(link.lang), `/c/${link.slug}?share=${code}`)) : problem(404, "en");
}
