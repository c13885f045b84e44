import { query } from "#lib/db.ts";
import { problem, seeOther } from "#lib/http.ts";

/** GET /s/CODE: to the pledge page with the code, which the form then carries. An unknown code is a 404 page. */
export async function getShare(_request: Request, { code = "" }: Record<string, string>): Promise<Response> {
  const [link] = await query<{ slug: string; lang: string }>(
    `SELECT c.slug FROM "ShareLink" l
       JOIN "Edition" e ON e.id = l.edition_id JOIN "Campaign" c ON c.id = e.campaign_id
     WHERE l.code = $1`,
    [code],
    "share_link",
  );
  return link ? seeOther(`/c/${link.slug}?share=${code}`) : problem(404, "en");
}
