import { campaignFacts } from "#lib/campaigns/facts.ts";
import { currentEdition } from "#lib/campaigns/rules.ts";
import { query } from "#lib/db.ts";

type View = { slug: string; page: string; hour: string; views: number };
export type PageViews = ReturnType<typeof createPageViews>;

/**
 * Counts views of pages, without identity: what is kept is a number for each campaign, page and hour. `count` only adds one
 * in memory; `flush` writes what was added since, all in one statement. What a flush could not write waits for the next one.
 */
export function createPageViews() {
  let waiting = new Map<string, View>();

  /** `page` is the kind of page (`/c/:slug/map`), never its address: that may hold a code. */
  function count(slug: string, page: string, now: Date): void {
    const hour = now.toISOString().slice(0, 13);
    const key = `${hour} ${slug} ${page}`;
    const known = waiting.get(key);
    if (known) known.views++;
    else waiting.set(key, { slug, page, hour: `${hour}:00Z`, views: 1 });
  }

  /** Rejects as the database does, and has forgotten nothing then. */
  async function flush(): Promise<void> {
    if (waiting.size === 0) return;
    const taken = waiting;
    waiting = new Map();
    try {
      await write([...taken.values()]);
    } catch (error) {
      for (const [key, view] of taken) {
        const known = waiting.get(key);
        if (known) known.views += view.views;
        else waiting.set(key, view);
      }
      throw error;
    }
  }

  return { count, flush };
}

/** Views belong to the edition that the campaign's page showed in that hour. Those of no campaign are dropped. */
async function write(views: View[]): Promise<void> {
  const rows = await Promise.all(
    views.map(async (view) => {
      const facts = await campaignFacts(view.slug);
      return { ...view, edition: facts && currentEdition(facts.editions, new Date(view.hour))?.id };
    }),
  );
  const counted = rows.filter(({ edition }) => edition);
  if (counted.length === 0) return;
  await query(
    `INSERT INTO "PageView" AS v (edition_id, page, hour, views)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::int[])
     ON CONFLICT (edition_id, hour, page) DO UPDATE SET views = v.views + excluded.views`,
    [
      counted.map(({ edition }) => edition),
      counted.map(({ page }) => page),
      counted.map(({ hour }) => hour),
      counted.map(({ views }) => views),
    ],
  );
}
