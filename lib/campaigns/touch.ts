/** A client inside a transaction: `transaction()` of lib/db.ts hands one out. */
type Client = { query(text: string, values: unknown[]): Promise<unknown> };

/**
 * Says that something which public pages of this campaign show has changed: call it in the transaction of the change. Cached
 * pages compare this time and are made anew within 5 seconds.
 */
export async function touchCampaign(client: Client, campaignId: string): Promise<void> {
  await client.query(`UPDATE "Campaign" SET updated_at = clock_timestamp() WHERE id = $1`, [campaignId]);
}
