import { query } from "#lib/db.ts";
import { demand, type Scope } from "../scope.ts";

/** A hotline that was not called for so long has to be looked at again. */
const HOTLINE_DAYS = 180;
/** A backup is made each night. */
const BACKUP_HOURS = 26;

export const CHECKS = ["dates", "text", "hotlines", "facts", "backup", "owners"] as const;
export type Check = {
  name: (typeof CHECKS)[number];
  /** `done`, to be done, or nothing there that could be looked at. */
  state: "done" | "todo" | "none";
  /** How many there are to look at; of owners those with a second factor, of the text its version. */
  count: number;
};
type Found = {
  upcoming: number | null;
  version: number | null;
  drafts: number;
  hotlines: number;
  oldHotlines: number;
  facts: number;
  oldFacts: number;
  hasBackup: boolean;
  owners: number;
};

/** What has to be looked at before a new edition opens, as it stands now. */
export async function newYearChecklist(scope: Scope, slug: string): Promise<Check[]> {
  demand(scope, "editions.change");
  const [found] = await query<Found>(
    `SELECT (SELECT max(e.year) FROM "Edition" e WHERE e.campaign_id = c.id AND e.opens_at > now()) AS upcoming,
       (SELECT e.text_version FROM "Edition" e WHERE e.campaign_id = c.id ORDER BY e.year DESC LIMIT 1) AS version,
       (SELECT count(*)::int FROM "PledgeTextDraft" d WHERE d.campaign_id = c.id) AS drafts,
       h.hotlines, h.old AS "oldHotlines", f.facts, f.old AS "oldFacts",
       EXISTS (SELECT FROM "Backup" b WHERE b.finished_at > now() - make_interval(hours => $3) AND b.removed_at IS NULL) AS "hasBackup",
       (SELECT count(*)::int FROM "Organizer" o WHERE o.role = 'owner' AND o.removed_at IS NULL
          AND (o.totp_since IS NOT NULL OR EXISTS (SELECT FROM "Passkey" k WHERE k.organizer_id = o.id))) AS owners
     FROM "Campaign" c,
       LATERAL (SELECT count(*)::int AS hotlines, count(*) FILTER (WHERE verified_on < current_date - $2::int)::int AS old
                FROM "Hotline" WHERE campaign_id = c.id) h,
       LATERAL (SELECT count(*)::int AS facts, count(*) FILTER (WHERE review_by <= current_date)::int AS old
                FROM "Fact" WHERE campaign_id = c.id AND published_at IS NOT NULL) f
     WHERE c.slug = $1`,
    [slug, HOTLINE_DAYS, BACKUP_HOURS],
  );
  return found ? checksOf(found) : [];
}

export function checksOf(found: Found): Check[] {
  const looked = (all: number, old: number) => (all === 0 ? "none" : old === 0 ? "done" : "todo");
  return [
    { name: "dates", state: found.upcoming === null ? "todo" : "done", count: found.upcoming ?? 0 },
    { name: "text", state: found.drafts > 0 ? "todo" : "done", count: found.version ?? 0 },
    { name: "hotlines", state: looked(found.hotlines, found.oldHotlines), count: found.oldHotlines },
    { name: "facts", state: looked(found.facts, found.oldFacts), count: found.oldFacts },
    { name: "backup", state: found.hasBackup ? "done" : "todo", count: 0 },
    { name: "owners", state: found.owners > 1 ? "done" : "todo", count: found.owners },
  ];
}
