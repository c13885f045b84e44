import { query } from "#lib/db.ts";
import { VERIFY_AFTER } from "./hotline-rules.ts";

export type Due = {
  hotlines: number;
  /** Of them, those that nobody has verified for 180 days. */
  staleHotlines: number;
  /** Published. */
  facts: number;
  /** Of them, those that are hidden because their review is due, and those whose review is due within thirty days. */
  dueFacts: number;
  soonFacts: number;
};

/** What of a campaign's contents somebody has to look at again; `today` is a day. For the desk and for the checklist of a new year. */
export async function contentsDue(campaignId: string, today: string): Promise<Due> {
  const [due] = await query<Due>(
    `SELECT h.hotlines, h.stale AS "staleHotlines", f.facts, f.due AS "dueFacts", f.soon AS "soonFacts"
     FROM (SELECT count(*)::int AS hotlines, (count(*) FILTER (WHERE $2::date - verified_on > $3))::int AS stale
           FROM "Hotline" WHERE campaign_id = $1) h,
          (SELECT count(*)::int AS facts, (count(*) FILTER (WHERE review_by <= $2::date))::int AS due,
             (count(*) FILTER (WHERE review_by > $2::date AND review_by <= $2::date + 30))::int AS soon
           FROM "Fact" WHERE campaign_id = $1 AND published_at IS NOT NULL) f`,
    [campaignId, today, VERIFY_AFTER],
  );
  return due ?? { hotlines: 0, staleHotlines: 0, facts: 0, dueFacts: 0, soonFacts: 0 };
}
