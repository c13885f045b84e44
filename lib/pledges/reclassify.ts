import { query, type Send } from "#lib/db.ts";
import { draftEntry, untilSettled } from "./records.ts";

export type ReclassifyOutcome =
  | "reclassified"
  | "unchanged"
  | "household_full"
  | "no_team"
  | "not_counted"
  | "unknown";

/** What an organizer corrects; what is absent stays. A place is given whole. */
export type Reclassification = {
  place?: { country: string; region: string | null; county: string | null };
  stance?: "man" | "supporter";
  evidence?: "email" | "witnessed" | "paper";
  /** A team of the campaign, or none. */
  teamId?: string | null;
};

/**
 * Corrects where a counted pledge stands, in the ledger and in its own row (lib/pledges/reclassify.sql). Throws where the
 * place is none.
 */
export function reclassify(
  pledgeId: string,
  { place, stance, evidence, teamId, now }: Reclassification & { now: Date },
  send: Send = query,
): Promise<ReclassifyOutcome> {
  return untilSettled(async () => {
    const draft = await draftEntry(pledgeId, now, { ...place, ...(stance && { stance }) }, send);
    if (!draft) return "unknown";
    const [row] = await send<{ outcome: ReclassifyOutcome | "changed" }>(
      "SELECT reclassify_pledge($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) AS outcome",
      [
        pledgeId,
        draft.prior,
        draft.entry,
        draft.commitment,
        draft.sealed,
        draft.country,
        draft.region,
        draft.county,
        draft.stance,
        evidence ?? draft.evidence,
        teamId === undefined ? draft.teamId : teamId,
      ],
    );
    return row?.outcome ?? "unknown";
  });
}
