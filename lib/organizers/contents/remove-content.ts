import { type Facts, record } from "#lib/audit/record.ts";
import { touchCampaign } from "#lib/campaigns/touch.ts";
import { transaction } from "#lib/db.ts";
import type { Locale } from "#lib/words.ts";
import { demand, type Scope } from "../scope.ts";
import { articleFacts, articleSubject } from "./save-article.ts";
import { factFacts } from "./save-fact.ts";
import { hotlineFacts } from "./save-hotline.ts";
import type { Columns } from "./save-row.ts";

export type Content =
  | { noun: "fact" | "hotline"; id: string }
  | { noun: "article"; name: string; lang: Locale };

/** Takes a fact, a hotline or a page in one language away; the audit log keeps what it said. False where there was none. Throws Refused. */
export async function removeContent(scope: Scope, campaignId: string, content: Content): Promise<boolean> {
  demand(scope, "campaign.change");
  return transaction(async (client) => {
    const { text, values, subject, facts } = removal(campaignId, content);
    const [row] = (await client.query<Columns>(text, values)).rows;
    if (!row) return false;
    const before = Object.fromEntries(
      Object.entries(facts(row)).map(([name, value]) => [
        name,
        typeof value === "string" ? value.replaceAll("@", "(at)") : value,
      ]),
    );
    await record(client, { scope, action: `${content.noun}.remove`, subject, before, after: null });
    await touchCampaign(client, campaignId);
    return true;
  });
}

type Removal = { text: string; values: unknown[]; subject: string; facts: (row: Columns) => Facts };

function removal(campaignId: string, content: Content): Removal {
  switch (content.noun) {
    case "article":
      return {
        text: `DELETE FROM "Article" WHERE campaign_id = $1 AND slug = $2 AND lang = $3 RETURNING *`,
        values: [campaignId, content.name, content.lang],
        subject: articleSubject(campaignId, content.name, content.lang),
        facts: articleFacts,
      };
    case "fact":
    case "hotline":
      return {
        text: `DELETE FROM "${content.noun === "fact" ? "Fact" : "Hotline"}" WHERE campaign_id = $1 AND id = $2 RETURNING *`,
        values: [campaignId, content.id],
        subject: `${content.noun}:${content.id}`,
        facts: content.noun === "fact" ? factFacts : hotlineFacts,
      };
  }
}
