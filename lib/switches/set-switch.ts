import type { PoolClient } from "pg";
import { type Actor, record } from "#lib/audit/record.ts";
import { transaction } from "#lib/db.ts";
import type { SwitchName } from "./list.ts";
import { deedOf, factsOf, type HoldingText, type SwitchDeed } from "./rules.ts";
import { forgetSwitchState, type Held } from "./state.ts";

export type Change = {
  off: boolean;
  /** Undefined leaves the text as it is; null takes the organizers' words away. */
  message?: HoldingText | null;
  /**
   * `changedAt` of the position that whoever changes it had before his eyes, null where there was none: another one since
   * is not overwritten. Undefined overwrites whatever there is (the command line).
   */
  seen?: Date | null;
};
export type Changed = { ok: true; deed: SwitchDeed | null } | { ok: false; reason: "changed" };

/**
 * Flips a switch, or changes its text, and writes it into the audit log: both or neither. What is so already is left alone
 * and recorded nowhere. Every process goes by it within five seconds.
 */
export async function setSwitch(actor: Actor | null, name: SwitchName, change: Change): Promise<Changed> {
  const changed = await transaction((client) => set(client, actor, name, change));
  forgetSwitchState();
  return changed;
}

async function set(
  client: PoolClient,
  actor: Actor | null,
  name: SwitchName,
  change: Change,
): Promise<Changed> {
  // A switch that was never used has no row to lock. Whoever reads does not wait for this.
  await client.query(`LOCK TABLE "Switch" IN SHARE ROW EXCLUSIVE MODE`);
  const { rows } = await client.query<Held>(
    `SELECT off, message, changed_at AS "changedAt" FROM "Switch" WHERE name = $1`,
    [name],
  );
  const held = rows[0];
  if (change.seen !== undefined && change.seen?.getTime() !== held?.changedAt.getTime())
    return { ok: false, reason: "changed" };
  const before = held ?? { off: false, message: null };
  const after = { off: change.off, message: change.message === undefined ? before.message : change.message };
  const deed = deedOf(name, before, after);
  if (!deed) return { ok: true, deed };
  await client.query(
    `INSERT INTO "Switch" (name, off, message, changed_at) VALUES ($1, $2, $3, clock_timestamp())
     ON CONFLICT (name) DO UPDATE SET off = excluded.off, message = excluded.message,
       -- It marks what was seen, so that no two positions may share one.
       changed_at = greatest(excluded.changed_at, "Switch".changed_at + interval '1 millisecond')`,
    [name, after.off, after.message && JSON.stringify(after.message)],
  );
  const [was, is] = [factsOf(name, before), factsOf(name, after)];
  await record(client, { scope: actor, action: deed, subject: `switch:${name}`, before: was, after: is });
  return { ok: true, deed };
}
