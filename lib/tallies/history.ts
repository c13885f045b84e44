import { type Campaign, type Edition, editions } from "#lib/campaigns/queries.ts";
import { isFinal } from "#lib/campaigns/rules.ts";
import { now } from "#lib/clock.ts";
import { readClaims, readCounts, readGoals, readMilestones } from "./history-reads.ts";
import { type Origin, originOf, toldOf } from "./history-rules.ts";

/** A goal and when it was set. */
export type GoalStep = { at: Date; goal: number };
/** Days are `2026-11-21`, in the edition's time zone; `total` is the count at the end of it. */
export type Day = { day: string; change: number; total: number };
/** A past figure as somebody published it, days as `2021-11-22`. It `stands` unless a later claim of the year took its place. */
export type Claim = {
  amount: number;
  wording: "exactly" | "more_than" | "nearly";
  asOf: string | null;
  publisher: string;
  source: string;
  publishedOn: string;
  url: string | null;
  /** By language. */
  note: Record<string, string> | null;
  stands: boolean;
};
/** `share`: `ordinal` percent of the goal, key `75000:30`. `state`, `country`: the `ordinal`-th, key `US-OH`, `KE`. */
export type Milestone = {
  kind: "share" | "state" | "country";
  key: string;
  ordinal: number;
  /** The count when it was noticed. */
  verified: number;
  at: Date;
};
export type EditionHistory = Edition & {
  isFinal: boolean;
  /** Each goal that it was given, the first one included, oldest first. */
  goals: GoalStep[];
  /** Men by e-mail: the count. */
  verified: number;
  /** Men by evidence, without `reported`: that is never added to what was counted. */
  byEvidence: Record<string, number>;
  supporters: number;
  /** In the order of their publication. */
  reported: Claim[];
  /** Oldest first; days on which nothing changed are left out. */
  days: Day[];
  origin: Origin;
  /** Oldest first. */
  milestones: Milestone[];
};
export type History = { campaign: Campaign; editions: EditionHistory[] };

/** Everything known of a campaign's editions, the newest year first; null for an unknown slug. Reads neither pledges nor the ledger's counted entries. */
export async function historyOf(slug: string): Promise<History | null> {
  const found = await editions(slug);
  if (!found) return null;
  const ids = found.editions.map(({ id }) => id);
  const [counts, goals, claims, milestones] = await Promise.all([
    readCounts(ids),
    readGoals(ids),
    readClaims(ids),
    readMilestones(ids),
  ]);
  const time = now();
  const counted = found.editions.map((edition) => ({ ...edition, ...counts(edition.id) }));
  return {
    campaign: found.campaign,
    editions: counted.map(({ origins, ...edition }, index) => ({
      ...edition,
      isFinal: isFinal(edition, time),
      goals: goals(edition.id),
      reported: claims(edition.id),
      milestones: milestones(edition.id),
      origin: originOf(
        origins,
        counted.slice(index + 1).find(({ isCounted }) => isCounted),
      ),
    })),
  };
}

/** The newest milestones of an edition that are worth telling, the latest first. */
export async function latestMilestones(editionId: string, limit = 5): Promise<Milestone[]> {
  const all = await readMilestones([editionId]);
  return toldOf(all(editionId)).reverse().slice(0, limit);
}

/** Each goal that an edition was given, oldest first. */
export async function goalsOf(editionId: string): Promise<GoalStep[]> {
  const all = await readGoals([editionId]);
  return all(editionId);
}
