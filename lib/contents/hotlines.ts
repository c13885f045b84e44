import { query } from "#lib/db.ts";
import { asLocalized, type Localized } from "./localized.ts";

export type Hotline = {
  id: string;
  slug: string;
  place: string | null;
  name: Localized;
  phone: string | null;
  phoneShown: string | null;
  sms: string | null;
  tty: string | null;
  url: string | null;
  hours: Localized | null;
  /** A day. */
  verifiedOn: string;
  revision: number;
};

/** The hotlines of one campaign, or of all of them, each campaign's in its order; with `id` only that one. */
export async function hotlinesOf(campaignId: string | null, id?: string): Promise<Hotline[]> {
  const rows = await query<Hotline>(
    `SELECT h.id, c.slug, h.place, h.name, h.phone, h.phone_shown AS "phoneShown", h.sms, h.tty, h.url, h.hours,
       h.verified_on::text AS "verifiedOn", h.revision
     FROM "Hotline" h JOIN "Campaign" c ON c.id = h.campaign_id
     WHERE ($1::uuid IS NULL OR h.campaign_id = $1) AND ($2::uuid IS NULL OR h.id = $2)
     ORDER BY c.slug, h.sort, h.id LIMIT 1000`,
    [campaignId, id ?? null],
  );
  return rows.map((row) => ({
    ...row,
    name: asLocalized(row.name),
    hours: row.hours && asLocalized(row.hours),
  }));
}
