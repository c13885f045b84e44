import type { Edition } from "#lib/campaigns/queries.ts";
import { pollSeconds } from "#lib/switches/queries.ts";
import { latestMilestones, type Milestone } from "./history.ts";
import { type Published, published } from "./published.ts";
import { figures } from "./queries.ts";

/** `count.json`, field by field as docs/open-data.md describes it. */
export type Count = {
  campaign: string;
  edition: number;
  goal: number | null;
  verified: number;
  pending: number;
  supporters: number;
  by_evidence: { email: number; witnessed: number; paper: number };
  reported?: number;
  today: number;
  states: number;
  /** The newest one. */
  milestone: Milestone | null;
  as_of: string;
  through_entry: number;
  poll: number;
  published: Published;
};

/** The count of an edition as open data. */
export async function countOf(slug: string, edition: Pick<Edition, "id" | "year" | "goal">): Promise<Count> {
  // First what is published, then what is counted: so the former is never ahead.
  const logged = await published(slug, edition.year);
  const [now, [milestone]] = await Promise.all([figures(edition.id), latestMilestones(edition.id, 1)]);
  return {
    campaign: slug,
    edition: edition.year,
    goal: edition.goal,
    verified: now.verified,
    pending: now.pending,
    supporters: now.supporters,
    by_evidence: { email: 0, witnessed: 0, paper: 0, ...now.byEvidence },
    ...(now.reported !== null && { reported: now.reported }),
    today: now.today,
    states: now.states,
    milestone: milestone ?? null,
    as_of: now.asOf.toISOString(),
    through_entry: now.throughEntry,
    poll: await pollSeconds(),
    published: logged,
  };
}
