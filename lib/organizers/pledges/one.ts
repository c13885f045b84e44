import { loadSecrets } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import type { Placed } from "#lib/places/rules.ts";
import { organizerNames } from "../names.ts";
import { demand, type Scope } from "../scope.ts";
import type { State } from "./filter.ts";
import { STATE_SQL } from "./list-sql.ts";
import { maskedAddress, openPerson, type Sealed, seesAddresses } from "./row.ts";
import { type DeedOf, type EntryOf, type MailOf, type RunOf, type StoryEvent, storyOf } from "./story.ts";

export type WholePledge = Placed & {
  id: string;
  slug: string;
  campaign: string;
  year: number;
  timeZone: string;
  state: State;
  name: string | null;
  /** Whole for who may see it, else masked. */
  address: string | null;
  domain: string | null;
  birthYear: number | null;
  minor: boolean;
  stance: "man" | "supporter";
  display: "full" | "initial" | "hidden";
  nameHiddenAt: Date | null;
  evidence: string | null;
  lang: string;
  textVersion: number;
  submittedAt: Date;
  agreedAt: Date;
  verifiedAt: Date | null;
  withdrawnAt: Date | null;
  invalidatedAt: Date | null;
  reason: string | null;
  heldAt: Date | null;
  heldFor: string[];
  erasedAt: Date | null;
  newsAt: Date | null;
  renewAt: Date | null;
  share: string | null;
  team: string | null;
  event: string | null;
  importId: string | null;
  ipPrefix: string | null;
  /** His own share link. */
  shareCode: string | null;
  /** The pledge of an earlier edition that this one renews, and the later one that renews this. */
  renewsId: string | null;
  renewedById: string | null;
};
/** Another pledge of the same mailbox: of somebody of his household, or his own of another year. */
export type Neighbour = { id: string; year: number; name: string | null; state: State; isHimself: boolean };
export type OnePledge = {
  pledge: WholePledge;
  story: StoryEvent[];
  neighbours: Neighbour[];
  /** Everybody who ever was an organizer, by id. */
  names: Map<string, string>;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Everything that is kept about one pledge, and what happened to it; null where there is none. */
export async function onePledge(scope: Scope, id: string): Promise<OnePledge | null> {
  demand(scope, "pledges.read");
  if (!UUID.test(id)) return null;
  await loadSecrets();
  const [row] = await query<Omit<WholePledge, "name" | "address"> & Sealed>(
    `SELECT p.id, c.slug, c.name AS campaign, e.year, e.time_zone AS "timeZone", ${STATE_SQL} AS state,
       p.data_key, p.name_sealed, p.email_sealed, p.email_domain, p.email_domain AS domain, p.birth_year AS "birthYear",
       p.minor, p.stance, p.display, p.name_hidden_at AS "nameHiddenAt", p.evidence, p.lang, p.text_version AS "textVersion",
       p.country, p.region, p.county, p.submitted_at AS "submittedAt", p.agreed_at AS "agreedAt",
       p.verified_at AS "verifiedAt", p.withdrawn_at AS "withdrawnAt", p.invalidated_at AS "invalidatedAt",
       p.invalidated_reason AS reason, p.held_at AS "heldAt", p.held_for AS "heldFor", p.erased_at AS "erasedAt",
       p.news_at AS "newsAt", p.renew_at AS "renewAt", p.share, p.team, p.event, p.import_id AS "importId",
       p.ip_prefix AS "ipPrefix", p.renews_id AS "renewsId",
       (SELECT l.code FROM "ShareLink" l WHERE l.pledge_id = p.id) AS "shareCode",
       (SELECT r.id FROM "Pledge" r WHERE r.renews_id = p.id) AS "renewedById"
     FROM "Pledge" p JOIN "Edition" e ON e.id = p.edition_id JOIN "Campaign" c ON c.id = e.campaign_id WHERE p.id = $1`,
    [id],
  );
  if (!row) return null;
  const [mails, entries, deeds, runs, neighbours, names] = await Promise.all([
    mailsOf(id),
    entriesOf(id),
    deedsOn(id),
    runsOver(id),
    neighboursOf(id),
    organizerNames(),
  ]);
  const { data_key, name_sealed, email_sealed, email_domain, ...rest } = row;
  const { name, email } = openPerson({ data_key, name_sealed, email_sealed, email_domain });
  const address = email && (seesAddresses(scope) ? email : maskedAddress(email));
  const pledge: WholePledge = { ...rest, name, address };
  return { pledge, story: storyOf(pledge, { mails, entries, deeds, runs }), neighbours, names };
}

function mailsOf(pledgeId: string): Promise<MailOf[]> {
  return query<MailOf>(
    `SELECT id, kind, created_at AS "createdAt", sent_at AS "sentAt", failed_at AS "failedAt", attempts,
       next_try_at AS "nextTryAt", last_error AS "lastError"
     FROM "Mail" WHERE pledge_id = $1 ORDER BY created_at, id`,
    [pledgeId],
  );
}

function entriesOf(pledgeId: string): Promise<EntryOf[]> {
  return query<EntryOf>(
    `SELECT g.id, g.kind, g.reason, g.at, g.country, g.region, g.county, g.stance, g.evidence,
       n.position::text AS position, n.number,
       (SELECT l.index::text FROM "LogLeaf" l WHERE l.entry_id = g.id ORDER BY l.log_id DESC LIMIT 1) AS leaf
     FROM "LedgerEntry" g LEFT JOIN "LedgerPosition" n ON n.entry_id = g.id
     WHERE g.pledge_id = $1 ORDER BY g.txid, g.at`,
    [pledgeId],
  );
}

/** What organizers did to it. Who may read pledges may read this much of the audit log. */
function deedsOn(pledgeId: string): Promise<DeedOf[]> {
  return query<DeedOf>(
    `SELECT id, at, organizer_id AS "organizerId", action, subject, before, after
     FROM "AuditEvent" WHERE subject = $1 ORDER BY at, id`,
    [`pledge:${pledgeId}`],
  );
}

/** The bulk invalidations that met it: asked by run, of which an edition has few. */
function runsOver(pledgeId: string): Promise<RunOf[]> {
  return query<RunOf>(
    `SELECT r.id AS "runId", c.name, b.outcome, b.at, b.undone, b.undone_at AS "undoneAt"
     FROM "BulkRun" r JOIN "BulkCondition" c ON c.id = r.condition_id
       JOIN "BulkRunPledge" b ON b.run_id = r.id AND b.pledge_id = $1
     WHERE r.edition_id = (SELECT p.edition_id FROM "Pledge" p WHERE p.id = $1) ORDER BY b.at`,
    [pledgeId],
  );
}

async function neighboursOf(pledgeId: string): Promise<Neighbour[]> {
  const rows = await query<Omit<Neighbour, "name"> & Sealed>(
    `SELECT p.id, f.year, ${STATE_SQL} AS state, p.person_key IS NOT DISTINCT FROM mine.person_key AS "isHimself",
       p.data_key, p.name_sealed, p.email_sealed, p.email_domain
     FROM "Pledge" mine JOIN "Edition" e ON e.id = mine.edition_id JOIN "Edition" f ON f.campaign_id = e.campaign_id
       JOIN "Pledge" p ON p.edition_id = f.id AND p.mailbox_key = mine.mailbox_key AND p.id <> mine.id
     WHERE mine.id = $1 ORDER BY f.year DESC, p.id LIMIT 20`,
    [pledgeId],
  );
  return rows.map(({ data_key, name_sealed, email_sealed, email_domain, ...row }) => ({
    ...row,
    name: openPerson({ data_key, name_sealed, email_sealed, email_domain }).name,
  }));
}
