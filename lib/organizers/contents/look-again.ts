import { record } from "#lib/audit/record.ts";
import { touchCampaign } from "#lib/campaigns/touch.ts";
import { addDays } from "#lib/contents/days.ts";
import { transaction } from "#lib/db.ts";
import { demand, type Scope } from "../scope.ts";
import { day } from "./save-fact.ts";

/** Days until a fact that was looked at today has to be looked at again. */
const REVIEW_AFTER = 365;

type Asked = { id: string; campaignId: string; today: string };

/** Notes that somebody has rung today and the number is right. False where there is no such hotline. Throws Refused. */
export async function verifyHotline(scope: Scope, { id, campaignId, today }: Asked): Promise<boolean> {
  return noteDay(scope, "hotline.verify", `hotline:${id}`, campaignId, {
    before: `SELECT verified_on AS day FROM "Hotline" WHERE id = $1 AND campaign_id = $2 FOR UPDATE`,
    after: `UPDATE "Hotline" SET verified_on = $3, revision = revision + 1 WHERE id = $1 AND campaign_id = $2`,
    values: [id, campaignId],
    days: [today],
  });
}

/** Notes that somebody has looked a fact up today and it stands: it is due again in a year. False where there is none. Throws Refused. */
export async function reviewFact(scope: Scope, { id, campaignId, today }: Asked): Promise<boolean> {
  return noteDay(scope, "fact.review", `fact:${id}`, campaignId, {
    before: `SELECT review_by AS day FROM "Fact" WHERE id = $1 AND campaign_id = $2 FOR UPDATE`,
    after: `UPDATE "Fact" SET review_by = $3, retrieved_on = $4, revision = revision + 1 WHERE id = $1 AND campaign_id = $2`,
    values: [id, campaignId],
    days: [addDays(today, REVIEW_AFTER), today],
  });
}

type Noting = { before: string; after: string; values: string[]; days: string[] };

async function noteDay(
  scope: Scope,
  action: "hotline.verify" | "fact.review",
  subject: string,
  campaignId: string,
  { before, after, values, days }: Noting,
): Promise<boolean> {
  demand(scope, "campaign.change");
  return transaction(async (client) => {
    const [row] = (await client.query<{ day: Date }>(before, values)).rows;
    if (!row) return false;
    await client.query(after, [...values, ...days]);
    const name = action === "fact.review" ? "reviewBy" : "verifiedOn";
    await record(client, {
      scope,
      action,
      subject,
      before: { [name]: day(row.day) },
      after: { [name]: days[0] },
    });
    await touchCampaign(client, campaignId);
    return true;
  });
}
