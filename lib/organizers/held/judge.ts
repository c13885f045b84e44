import { now } from "#lib/clock.ts";
import type { Send } from "#lib/db.ts";
import { hold } from "#lib/pledges/hold.ts";
import { invalidate } from "#lib/pledges/invalidate.ts";
import type { Reason } from "#lib/pledges/reasons.ts";
import { reinstate } from "#lib/pledges/reinstate.ts";
import { release } from "#lib/pledges/release.ts";
import { deed } from "../pledges/deed.ts";
import { demand, type Scope } from "../scope.ts";

/** `gone`: somebody else has dealt with it, or its owner took it back. */
export type Judged = "done" | "gone";

/** Accepts a pledge that is held: it counts, or will as soon as its owner confirms. */
export async function accept(scope: Scope, pledgeId: string): Promise<Judged> {
  demand(scope, "pledges.change");
  return deed<Judged>(scope, pledgeId, async (send) => {
    const was = await heldOf(send, pledgeId);
    const outcome = await release(pledgeId, { now: now() }, send);
    if (!was || (outcome !== "counted" && outcome !== "released")) return { outcome: "gone", audit: null };
    const before = { heldAt: was.heldAt.toISOString(), heldFor: was.heldFor };
    return { outcome: "done", audit: { action: "pledge.release", before, after: { outcome } } };
  });
}

/** Refuses it for a reason: it never counts, and its owner goes on seeing the same pages. */
export async function refuse(scope: Scope, pledgeId: string, reason: Reason): Promise<Judged> {
  demand(scope, "pledges.change");
  return deed<Judged>(scope, pledgeId, async (send) => {
    const was = await heldOf(send, pledgeId);
    const outcome = was ? await invalidate(pledgeId, { reason, now: now() }, send) : "already";
    if (outcome !== "invalidated") return { outcome: "gone", audit: null };
    return { outcome: "done", audit: { action: "pledge.refuse", after: { reason } } };
  });
}

/** Holds one by hand until somebody has looked at it. */
export async function holdByHand(scope: Scope, pledgeId: string): Promise<Judged> {
  demand(scope, "pledges.change");
  return deed<Judged>(scope, pledgeId, (send) => holdFor(send, pledgeId, ["by_hand"]));
}

/**
 * Takes back what this organizer has just done to a pledge of the queue, if nobody has done anything to it since: it waits
 * again as before. `full`: others of its mailbox have the household's slots.
 */
export async function undo(scope: Scope, pledgeId: string): Promise<Judged | "full"> {
  demand(scope, "pledges.change");
  return deed<Judged | "full">(scope, pledgeId, async (send) => {
    // Nobody does anything to it between the look and the deed.
    await send("SELECT FROM lock_pledge($1)", [pledgeId]);
    const last = await lastDeed(send, pledgeId);
    if (last?.organizerId !== scope.organizerId) return { outcome: "gone", audit: null };
    if (last.action === "pledge.release") return holdFor(send, pledgeId, last.before?.heldFor ?? ["by_hand"]);
    if (last.action !== "pledge.refuse") return { outcome: "gone", audit: null };
    const outcome = await reinstate(pledgeId, { now: now() }, send);
    if (outcome === "household_full") return { outcome: "full", audit: null };
    if (outcome !== "reinstated") return { outcome: "gone", audit: null };
    return { outcome: "done", audit: { action: "pledge.reopen" } };
  });
}

async function holdFor(send: Send, pledgeId: string, reasons: string[]) {
  const outcome = await hold(pledgeId, { reasons, now: now() }, send);
  if (outcome !== "held") return { outcome: "gone" as const, audit: null };
  return { outcome: "done" as const, audit: { action: "pledge.hold" as const, after: { heldFor: reasons } } };
}

/** Locked: of two who judge it at once the second finds it judged. */
async function heldOf(send: Send, pledgeId: string) {
  const [row] = await send<{ heldAt: Date; heldFor: string[] }>(
    `SELECT held_at AS "heldAt", held_for AS "heldFor" FROM lock_pledge($1)
     WHERE held_at IS NOT NULL AND invalidated_at IS NULL AND withdrawn_at IS NULL`,
    [pledgeId],
  );
  return row;
}

async function lastDeed(send: Send, pledgeId: string) {
  const [row] = await send<{
    organizerId: string | null;
    action: string;
    before: { heldFor?: string[] } | null;
  }>(
    `SELECT organizer_id AS "organizerId", action, before FROM "AuditEvent" WHERE subject = $1 ORDER BY at DESC, id DESC LIMIT 1`,
    [`pledge:${pledgeId}`],
  );
  return row;
}
