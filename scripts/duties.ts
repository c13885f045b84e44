import { now } from "#lib/clock.ts";
import { publish } from "#lib/ledger/log/publish.ts";
import type { Duty } from "#lib/ledger/tally.ts";
import { noteMilestones } from "#lib/tallies/milestones.ts";
import { refreshSmallPlaces } from "#lib/tallies/small-snapshot.ts";

/** What the elected tallier does beside counting, in this order. */
export const DUTIES: Duty[] = [
  { name: "milestones", every: 0, run: noteMilestones },
  { name: "counties", every: 60_000, run: refreshSmallPlaces },
  { name: "log", every: 5_000, run: () => publish(now()) },
];
