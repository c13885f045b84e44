import { campaignPage, type PledgeText, signedText } from "#lib/campaigns/queries.ts";
import { hashToken, loadSecrets, unseal, unwrapDataKey } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import { type Locale, localeOr } from "#lib/words.ts";
import { welcomeOf } from "./queries.ts";
import { ownReceipt, type Receipted } from "./receipts.ts";

type Place = { country: string; region: string | null; county: string | null };
/** What a man sees of his own pledge. */
export type OwnPledge = Place & {
  slug: string;
  year: number;
  timeZone: string;
  name: string;
  stance: "man" | "supporter";
  display: "full" | "initial" | "hidden";
  minor: boolean;
  signedAt: Date;
  confirmedAt: Date;
  /** The text that he signed. */
  text: PledgeText;
  /** Null until the tallier has come to his entry (of one that is held: until it is released), and once he has withdrawn. */
  number: number | null;
  /** Null of a pledge from before there were receipts. */
  receipt: Receipted | null;
  renewal: Renewal | null;
};
/** Whether he may renew into this year's edition, and on which text; or has done so. */
export type Renewal =
  | { state: "offered"; year: number; text: PledgeText }
  | { state: "renewed"; year: number };
export type ManageView =
  | { state: "counted" | "withdrawn"; slug: string; lang: Locale; own: OwnPledge }
  | { state: "pending" | "erased" | "expired"; slug: string; lang: Locale }
  | { state: "unknown" };

/** A link to one's own pledge, and what has become of the pledge. */
export type ManageLink = {
  state: "counted" | "withdrawn" | "pending" | "erased" | "expired";
  pledgeId: string;
  slug: string;
  lang: Locale;
};

/**
 * The pledge that a link manages: that of a `manage` mail, or of the mail by which it was confirmed. Null for any other
 * token. That a pledge was invalidated is not told here: its owner sees the same pages.
 */
export async function manageLink(token: string, now: Date): Promise<ManageLink | null> {
  if (!/^[A-Za-z0-9_-]{32}$/.test(token)) return null;
  const [row] = await query<Omit<ManageLink, "lang"> & { lang: string; expiresAt: Date }>(
    `SELECT p.id AS "pledgeId", c.slug, m.lang, m.expires_at AS "expiresAt",
       CASE WHEN p.erased_at IS NOT NULL THEN 'erased' WHEN p.verified_at IS NULL THEN 'pending'
            WHEN p.withdrawn_at IS NOT NULL THEN 'withdrawn' ELSE 'counted' END AS state
     FROM "Mail" m JOIN "Pledge" p ON p.id = m.pledge_id
       JOIN "Edition" e ON e.id = p.edition_id JOIN "Campaign" c ON c.id = e.campaign_id
     WHERE m.token_hash = $1 AND m.kind IN ('verify', 'manage')`,
    [hashToken(token)],
  );
  if (!row) return null;
  const { expiresAt, lang, ...link } = row;
  const isOver = expiresAt <= now && link.state !== "erased";
  return { ...link, lang: localeOr(lang), state: isOver ? "expired" : link.state };
}

/** What the page of a link shows at `now`. Reads only, however often it is fetched. */
export async function manageView(token: string, locale: Locale, now: Date): Promise<ManageView> {
  await loadSecrets();
  const link = await manageLink(token, now);
  if (!link) return { state: "unknown" };
  const { state, pledgeId, slug, lang } = link;
  if (state !== "counted" && state !== "withdrawn") return { state, slug, lang };
  const own = await readOwn(pledgeId, locale, state === "counted");
  return own ? { state, slug, lang, own } : { state: "unknown" };
}

type Row = Omit<OwnPledge, "name" | "text" | "number" | "receipt" | "renewal"> & {
  campaignId: string;
  textVersion: number;
  lang: string;
  dataKey: Buffer;
  nameSealed: Buffer;
};

async function readOwn(pledgeId: string, locale: Locale, isCounted: boolean): Promise<OwnPledge | null> {
  const [row] = await query<Row>(
    `SELECT c.slug, e.year, e.time_zone AS "timeZone", p.stance, p.display, p.minor, p.country, p.region, p.county,
       p.agreed_at AS "signedAt", p.verified_at AS "confirmedAt", c.id AS "campaignId", p.text_version AS "textVersion", p.lang,
       p.data_key AS "dataKey", p.name_sealed AS "nameSealed"
     FROM "Pledge" p JOIN "Edition" e ON e.id = p.edition_id JOIN "Campaign" c ON c.id = e.campaign_id
     WHERE p.id = $1 AND p.erased_at IS NULL`,
    [pledgeId],
  );
  if (!row) return null;
  const { campaignId, textVersion, lang, dataKey, nameSealed, ...facts } = row;
  const [text, welcome, receipt, renewal] = await Promise.all([
    signedText(campaignId, textVersion, lang),
    welcomeOf(pledgeId),
    ownReceipt(pledgeId),
    isCounted ? renewalOf(pledgeId, facts, locale) : null,
  ]);
  if (!text) throw new Error(`no text of version ${textVersion}`);
  const name = unseal(unwrapDataKey(dataKey), nameSealed, "name").toString("utf8");
  return { ...facts, name, text, number: welcome?.number ?? null, receipt, renewal };
}

/** By the same rules as lib/pledges/renew.sql: offered is what would be taken, or ignored unseen. */
async function renewalOf(
  pledgeId: string,
  { slug, year }: { slug: string; year: number },
  locale: Locale,
): Promise<Renewal | null> {
  const page = await campaignPage(slug, locale);
  if (page?.edition.state !== "open" || page.edition.year <= year) return null;
  const [row] = await query<{ state: "offered" | "renewed" | null }>(
    `SELECT CASE
       WHEN twin.verified_at IS NOT NULL THEN CASE WHEN twin.withdrawn_at IS NULL THEN 'renewed' ELSE 'offered' END
       WHEN p.invalidated_at IS NOT NULL OR p.held_at IS NOT NULL OR earlier_pledge($2, p.mailbox_key, p.person_key) IS NOT NULL THEN 'offered' END AS state
     FROM "Pledge" p LEFT JOIN "Pledge" twin
       ON twin.edition_id = $2 AND twin.mailbox_key = p.mailbox_key AND twin.person_key = p.person_key
     WHERE p.id = $1`,
    [pledgeId, page.edition.id],
  );
  if (!row?.state) return null;
  const { year: thisYear } = page.edition;
  return row.state === "offered"
    ? { state: "offered", year: thisYear, text: page.text }
    : { state: "renewed", year: thisYear };
}
