import { now } from "#lib/clock.ts";
import { publish } from "#lib/ledger/log/publish.ts";
import type { Duty } from "#lib/ledger/tally.ts";
import { advanceGoals } from "#lib/tallies/advance-goals.ts";
import { noteMilestones } from "#lib/tallies/milestones.ts";
import { refreshSmallPlaces } from "#lib/tallies/small-snapshot.ts";

/** What the elected tallier does beside counting, in this order. */
export const DUTIES: Duty[] = [
  { name: "milestones", every: 0, run: noteMilestones },
  // After them, so that the goal that was reached is a milestone before the next one is in force.
  { name: "goals", every: 0, run: advanceGoals },
  { name: "counties", every: 60_000, run: refreshSmallPlaces },
  { name: "log", every: 5_000, run: () => publish(now()) },
];
