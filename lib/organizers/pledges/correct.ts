import type { AddressError } from "#lib/pledges/canonical-address.ts";
import { type CorrectNameOutcome, correctName as rename } from "#lib/pledges/correct-name.ts";
import type { NameError } from "#lib/pledges/name-rules.ts";
import { type ReaddressOutcome, readdress } from "#lib/pledges/readdress.ts";
import { type Reclassification, type ReclassifyOutcome, reclassify } from "#lib/pledges/reclassify.ts";
import { demand, type Scope } from "../scope.ts";
import { deed } from "./deed.ts";

/** Corrects a mistyped name. */
export async function correctName(
  scope: Scope,
  pledgeId: string,
  typed: string,
): Promise<{ ok: true; outcome: CorrectNameOutcome } | { ok: false; code: NameError }> {
  demand(scope, "pledges.change");
  return deed(scope, pledgeId, async (send) => {
    const outcome = await rename(pledgeId, typed, send);
    const isDone = outcome.ok && outcome.outcome === "corrected";
    return { outcome, audit: isDone ? { action: "pledge.correct", after: { field: "name" } } : null };
  });
}

/** Corrects the mistyped address of one that waits: a fresh mail goes there, and the links that went elsewhere are void. */
export async function correctAddress(
  scope: Scope,
  pledgeId: string,
  typed: string,
  now: Date,
): Promise<{ ok: true; outcome: ReaddressOutcome } | { ok: false; code: AddressError }> {
  demand(scope, "pledges.change");
  return deed(scope, pledgeId, async (send) => {
    const outcome = await readdress(pledgeId, typed, now, send);
    const isDone = outcome.ok && outcome.outcome === "mailed";
    return { outcome, audit: isDone ? { action: "pledge.correct", after: { field: "address" } } : null };
  });
}

/** Corrects where one that counts stands: place, stance, team. The ledger moves it, and the tallies with it. */
export async function correctWhere(
  scope: Scope,
  pledgeId: string,
  change: Pick<Reclassification, "place" | "stance" | "teamId">,
  now: Date,
): Promise<ReclassifyOutcome> {
  demand(scope, "pledges.change");
  return deed(scope, pledgeId, async (send) => {
    const read = () =>
      send<{ place: string; stance: string; team: string | null }>(
        `SELECT coalesce(county, region, country) AS place, stance, team FROM "Pledge" WHERE id = $1`,
        [pledgeId],
      );
    const [before] = await read();
    const outcome = await reclassify(pledgeId, { ...change, now }, send);
    const [after] = await read();
    return {
      outcome,
      audit: outcome === "reclassified" ? { action: "pledge.correct", before, after } : null,
    };
  });
}
