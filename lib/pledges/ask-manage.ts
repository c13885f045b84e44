import { hashToken, randomToken, sealApp, uuidv7 } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import type { Locale } from "#lib/words.ts";
import { mailboxKey } from "./sign.ts";

/**
 * Writes to a mailbox the links to the pledges that were confirmed with it, within the caps (lib/pledges/ask-manage.sql): one
 * mail a man, at most as many as a household may have. The caller answers alike whether any went out.
 */
export async function askManage(
  campaign: { id: string; householdLimit: number },
  { canonical, lang, now }: { canonical: string; lang: Locale; now: Date },
): Promise<void> {
  // All of them are made whoever asks: a known address must not take longer.
  const mails = Array.from({ length: campaign.householdLimit }, () => {
    const [id, token] = [uuidv7(now), randomToken()];
    return { id, hash: hashToken(token), sealed: sealApp("mail", token, `${id}:token`) };
  });
  await query("SELECT ask_manage($1, $2, $3, $4, $5, $6)", [
    campaign.id,
    mailboxKey(canonical),
    lang,
    mails.map(({ id }) => id),
    mails.map(({ hash }) => hash),
    mails.map(({ sealed }) => sealed),
  ]);
}

/** A campaign as asking needs it; null for an unknown slug. */
export async function campaignToAsk(slug: string): Promise<{ id: string; householdLimit: number } | null> {
  const [row] = await query<{ id: string; householdLimit: number }>(
    `SELECT c.id, max(e.household_limit)::int AS "householdLimit"
     FROM "Campaign" c JOIN "Edition" e ON e.campaign_id = c.id WHERE c.slug = $1 GROUP BY c.id`,
    [slug],
  );
  return row ?? null;
}
