import { query } from "#lib/db.ts";
import { memo } from "#lib/memo.ts";
import type { Locale } from "#lib/words.ts";

export type Article = {
  name: string;
  lang: Locale;
  title: string;
  /** Markdown. */
  body: string;
  publishedAt: Date | null;
  updatedAt: Date;
  revision: number;
};
export type ArticleHead = Omit<Article, "body">;

const HEAD = `slug AS name, lang, title, published_at AS "publishedAt", updated_at AS "updatedAt", revision`;

/** A published page in the reader's language, else in another; null where none is published. */
export async function shownArticle(
  campaignId: string,
  name: string,
  locale: Locale,
): Promise<Article | null> {
  const [article] = await query<Article>(
    `SELECT ${HEAD}, body FROM "Article" WHERE campaign_id = $1 AND slug = $2 AND published_at IS NOT NULL
     ORDER BY lang <> $3, lang LIMIT 1`,
    [campaignId, name, locale],
  );
  return article ?? null;
}

/** A page in one language as its organizers have it, published or not. */
export async function articleOf(campaignId: string, name: string, lang: Locale): Promise<Article | null> {
  const [article] = await query<Article>(
    `SELECT ${HEAD}, body FROM "Article" WHERE campaign_id = $1 AND slug = $2 AND lang = $3`,
    [campaignId, name, lang],
  );
  return article ?? null;
}

/** All of a campaign's, by name and language. */
export function articleHeads(campaignId: string): Promise<ArticleHead[]> {
  return query<ArticleHead>(
    `SELECT ${HEAD} FROM "Article" WHERE campaign_id = $1 ORDER BY slug, lang LIMIT 1000`,
    [campaignId],
  );
}

/** Every page that is published, as `sample/pages/guide`: whatever is not among them needs no page. */
export async function publishedPages(): Promise<Set<string>> {
  const rows = await query<{ page: string }>(
    `SELECT DISTINCT c.slug || '/pages/' || a.slug AS page FROM "Article" a JOIN "Campaign" c ON c.id = a.campaign_id
     WHERE a.published_at IS NOT NULL`,
  );
  return new Set(rows.map(({ page }) => page));
}

export type Published = { name: string; titles: Partial<Record<Locale, string>> };

/**
 * What a campaign's foot leads to: its published pages by name, with their titles, and `learn` too where there are only facts. A
 * second old at most; never rejects, for a foot without links is better than no page.
 */
export const publishedOf = memo(
  1_000,
  (slug): Promise<Published[]> =>
    query<Published>(
      `SELECT name, json_object_agg(lang, title) AS titles FROM (
       SELECT a.slug AS name, a.lang, a.title FROM "Article" a JOIN "Campaign" c ON c.id = a.campaign_id
       WHERE c.slug = $1 AND a.published_at IS NOT NULL
       UNION ALL
       SELECT 'learn', '', '' FROM "Campaign" c WHERE c.slug = $1 AND EXISTS (
         SELECT FROM "Fact" f WHERE f.campaign_id = c.id AND f.published_at IS NOT NULL AND f.review_by > now()::date)
     ) AS pages GROUP BY name ORDER BY name LIMIT 50`,
      [slug],
    ).catch(() => []),
);
