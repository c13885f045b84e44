import { record } from "#lib/audit/record.ts";
import { touchCampaign } from "#lib/campaigns/touch.ts";
import { transaction } from "#lib/db.ts";
import { demand, type Scope } from "../scope.ts";

export type Movable = "fact" | "hotline";
const TABLES = { fact: "Fact", hotline: "Hotline" } as const;

/**
 * Moves a fact or a hotline one place up or down in its campaign's order. False where there is no such row. Two who move at once
 * take turns, so that no order is half one's and half the other's. Throws Refused.
 */
export async function move(
  scope: Scope,
  noun: Movable,
  { id, campaignId, by }: { id: string; campaignId: string; by: "up" | "down" },
): Promise<boolean> {
  demand(scope, "campaign.change");
  const table = TABLES[noun];
  return transaction(async (client) => {
    await client.query(`SELECT FROM "Campaign" WHERE id = $1 FOR UPDATE`, [campaignId]);
    const { rows } = await client.query<{ id: string }>(
      `SELECT id FROM "${table}" WHERE campaign_id = $1 ORDER BY sort, id`,
      [campaignId],
    );
    const ids = rows.map((row) => row.id);
    const from = ids.indexOf(id);
    const to = from + (by === "up" ? -1 : 1);
    if (from < 0) return false;
    if (to < 0 || to >= ids.length) return true;
    [ids[from], ids[to]] = [ids[to] as string, id];
    await client.query(
      `UPDATE "${table}" t SET sort = o.sort FROM unnest($1::uuid[]) WITH ORDINALITY AS o (id, sort) WHERE t.id = o.id`,
      [ids],
    );
    await record(client, {
      scope,
      action: `${noun}.move`,
      subject: `${noun}:${id}`,
      before: { position: from + 1 },
      after: { position: to + 1 },
    });
    await touchCampaign(client, campaignId);
    return true;
  });
}
