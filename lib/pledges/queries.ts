import { type Edition as AnyEdition, type PledgeText, signedText } from "#lib/campaigns/queries.ts";
import { editionState, isFinal } from "#lib/campaigns/rules.ts";
import { hashToken, loadSecrets, unseal, unwrapDataKey } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import { type Locale, localeOr } from "#lib/words.ts";
import { seenMark } from "./sign.ts";

type Edition = Omit<AnyEdition, "shownFrom" | "isCounted">;
type Place = { country: string; region: string | null; county: string | null };
export type PledgeAsPosted = Place & {
  name: string;
  birthYear: number;
  minor: boolean;
  stance: "man" | "supporter";
  display: "full" | "initial" | "hidden";
  news: boolean;
  renew: boolean;
};
/** What a man sees once he is counted. `number` is null until the tallier has come to his entry. */
export type Welcome = Place & {
  number: number | null;
  stance: "man" | "supporter";
  shareCode: string;
  goal: number;
  year: number;
  slug: string;
};
export type ConfirmView =
  | {
      state: "pending";
      slug: string;
      lang: Locale;
      campaign: string;
      pledge: PledgeAsPosted;
      /** The mark of this very post (`seenMark`): the form sends it back. */
      seen: string;
      text: PledgeText;
      edition: Edition;
    }
  | { state: "verified"; slug: string; lang: Locale; welcome: Welcome }
  | { state: "expired" | "closed"; slug: string; lang: Locale }
  | { state: "unknown" };

type TokenRow = {
  pledgeId: string;
  lang: Locale;
  expiresAt: Date;
  birthYear: number;
  minor: boolean;
  slug: string;
  timeZone: string;
};

/** As `randomToken` makes them. */
const TOKEN = /^[A-Za-z0-9_-]{32}$/;

/** The pledge that a confirmation link belongs to, whatever has become of it; null when there is none. */
export async function pledgeOfToken(token: string): Promise<TokenRow | null> {
  if (!TOKEN.test(token)) return null;
  const [row] = await query<Omit<TokenRow, "lang"> & { lang: string }>(
    `SELECT p.id AS "pledgeId", m.lang, m.expires_at AS "expiresAt", p.birth_year AS "birthYear", p.minor,
       c.slug, e.time_zone AS "timeZone"
     FROM "Mail" m JOIN "Pledge" p ON p.id = m.pledge_id
       JOIN "Edition" e ON e.id = p.edition_id JOIN "Campaign" c ON c.id = e.campaign_id
     WHERE m.token_hash = $1 AND m.kind = 'verify' AND p.erased_at IS NULL`,
    [hashToken(token)],
  );
  return row ? { ...row, lang: localeOr(row.lang) } : null;
}

/** The mailbox that a link was sent to, even when its pledge is gone; null for an unknown link. */
export async function mailboxOfToken(token: string): Promise<Buffer | null> {
  if (!TOKEN.test(token)) return null;
  const [row] = await query<{ mailbox_key: Buffer | null }>(
    `SELECT coalesce(m.mailbox_key, p.mailbox_key) AS mailbox_key
     FROM "Mail" m LEFT JOIN "Pledge" p ON p.id = m.pledge_id WHERE m.token_hash = $1`,
    [hashToken(token)],
  );
  return row?.mailbox_key ?? null;
}

/** What the page of a confirmation link shows at `now`. Reads only, however often a scanner fetches it. */
export async function confirmView(token: string, now: Date): Promise<ConfirmView> {
  await loadSecrets();
  const found = await pledgeOfToken(token);
  if (!found) return { state: "unknown" };
  const row = await pledgeRow(found.pledgeId);
  if (!row) return { state: "unknown" };
  const { slug } = row;
  if (row.isCounted) {
    const welcome = await welcomeOf(found.pledgeId);
    return welcome ? { state: "verified", slug, lang: found.lang, welcome } : { state: "unknown" };
  }
  // After closing no fresh links are given, and a week later not even a living one counts (confirm.sql).
  const isOver = editionState(row.edition, now) === "closed";
  if (isFinal(row.edition, now) || (isOver && found.expiresAt <= now))
    return { state: "closed", slug, lang: found.lang };
  if (found.expiresAt <= now) return { state: "expired", slug, lang: found.lang };
  const text = await signedText(row.campaignId, row.textVersion, row.lang);
  if (!text) throw new Error(`no text of version ${row.textVersion}`);
  const { stance, display, country, region, county, birthYear, minor } = row;
  return {
    state: "pending",
    slug,
    lang: found.lang,
    campaign: row.campaignName,
    pledge: {
      name: unseal(unwrapDataKey(row.dataKey), row.nameSealed, "name").toString("utf8"),
      birthYear,
      minor,
      stance,
      display,
      country,
      region,
      county,
      news: row.newsAt !== null,
      renew: row.renewAt !== null,
    },
    seen: seenMark(row.dataKey),
    text,
    edition: { ...row.edition, state: editionState(row.edition, now) },
  };
}

type PledgeRow = Place & {
  slug: string;
  campaignId: string;
  campaignName: string;
  /** Confirmed and not withdrawn. That it was invalidated or is held is not told here: its owner sees the same pages. */
  isCounted: boolean;
  dataKey: Buffer;
  nameSealed: Buffer;
  birthYear: number;
  minor: boolean;
  stance: "man" | "supporter";
  display: "full" | "initial" | "hidden";
  lang: string;
  newsAt: Date | null;
  renewAt: Date | null;
  textVersion: number;
  edition: Omit<Edition, "state">;
};

async function pledgeRow(id: string): Promise<PledgeRow | null> {
  const [row] = await query<Omit<PledgeRow, "edition"> & Omit<Edition, "state"> & { editionText: number }>(
    `SELECT c.slug, c.id AS "campaignId", c.name AS "campaignName",
       p.verified_at IS NOT NULL AND p.withdrawn_at IS NULL AS "isCounted",
       p.data_key AS "dataKey", p.name_sealed AS "nameSealed", p.birth_year AS "birthYear", p.minor, p.stance, p.display,
       p.country, p.region, p.county, p.lang, p.news_at AS "newsAt", p.renew_at AS "renewAt", p.text_version AS "textVersion",
       e.id, e.year, e.goal, e.opens_at AS "opensAt", e.closes_at AS "closesAt", e.time_zone AS "timeZone",
       e.text_version AS "editionText"
     FROM "Pledge" p JOIN "Edition" e ON e.id = p.edition_id JOIN "Campaign" c ON c.id = e.campaign_id
     WHERE p.id = $1 AND p.erased_at IS NULL`,
    [id],
  );
  if (!row) return null;
  const { id: editionId, year, goal, opensAt, closesAt, timeZone, editionText, ...pledge } = row;
  const edition = { id: editionId, year, goal, opensAt, closesAt, timeZone, textVersion: editionText };
  return { ...pledge, edition };
}

/** The welcome of a counted pledge; null when it is not (or no longer) counted. */
export async function welcomeOf(pledgeId: string): Promise<Welcome | null> {
  const [row] = await query<Welcome>(
    `SELECT p.stance, p.country, p.region, p.county, l.code AS "shareCode", e.goal, e.year, c.slug,
       (SELECT n.number FROM (SELECT g.id FROM "LedgerEntry" g
          WHERE g.pledge_id = p.id AND g.kind IN ('verified', 'renewed', 'reinstated') ORDER BY g.txid DESC LIMIT 1) AS last
        JOIN "LedgerPosition" n ON n.entry_id = last.id) AS number
     FROM "Pledge" p JOIN "ShareLink" l ON l.pledge_id = p.id
       JOIN "Edition" e ON e.id = p.edition_id JOIN "Campaign" c ON c.id = e.campaign_id
     WHERE p.id = $1 AND p.verified_at IS NOT NULL AND p.withdrawn_at IS NULL`,
    [pledgeId],
  );
  return row ?? null;
}
