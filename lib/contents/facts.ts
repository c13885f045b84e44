import { query } from "#lib/db.ts";
import { isShown } from "./fact-rules.ts";
import { asLocalized, type Localized } from "./localized.ts";

export type Fact = {
  id: string;
  statement: Localized;
  population: Localized;
  publisher: string;
  source: string;
  year: number;
  url: string;
  /** Days, as `2026-11-23`. */
  retrievedOn: string;
  reviewBy: string;
  publishedAt: Date | null;
  revision: number;
};

/** The facts that a campaign shows on a day, in its order. */
export async function shownFacts(campaignId: string, today: string): Promise<Fact[]> {
  return (await factsOf(campaignId)).filter((fact) => isShown(fact, today));
}

/** All of a campaign's, drafts and those that are due included; with `id` only that one. */
export async function factsOf(campaignId: string, id?: string): Promise<Fact[]> {
  const rows = await query<Fact>(
    `SELECT id, statement, population, publisher, source, year, url, retrieved_on::text AS "retrievedOn",
       review_by::text AS "reviewBy", published_at AS "publishedAt", revision
     FROM "Fact" WHERE campaign_id = $1 AND ($2::uuid IS NULL OR id = $2) ORDER BY sort, id LIMIT 200`,
    [campaignId, id ?? null],
  );
  return rows.map((row) => ({
    ...row,
    statement: asLocalized(row.statement),
    population: asLocalized(row.population),
  }));
}
