import { query } from "#lib/db.ts";
import { type Lasting, lasting } from "#lib/memo.ts";
import { isSwitch, type SwitchName } from "./list.ts";
import type { HoldingText } from "./rules.ts";

export type Held = { off: boolean; message: HoldingText | null; changedAt: Date };
export type SwitchState = ReadonlyMap<SwitchName, Held>;

/** Milliseconds for which a process goes by what it read: signing asks this memory, and the database once a second. */
const FRESH_FOR = 1_000;

// The front and Next's bundle load this module apart; a switch must flip for both at once.
const holder = globalThis as typeof globalThis & { countersignSwitches?: Lasting<SwitchState> };
holder.countersignSwitches ??= lasting(FRESH_FOR, read);
const memory = holder.countersignSwitches;

/** Whether it is switched off, as of the last second. */
export async function isOff(name: SwitchName): Promise<boolean> {
  return (await switchState()).get(name)?.off ?? false;
}

/**
 * Every switch that was ever used, as of the last second. While the database is away the last answer goes on; rejects when
 * there never was one.
 */
export function switchState(): Promise<SwitchState> {
  return memory.get();
}

/** Makes this process look again at once; the others do within a second. */
export function forgetSwitchState(): void {
  memory.forget();
}

async function read(): Promise<SwitchState> {
  const rows = await query<Held & { name: string }>(
    `SELECT name, off, message, changed_at AS "changedAt" FROM "Switch"`,
    [],
    "switch_state",
  );
  // A name that this version does not know was another version's.
  return new Map(rows.flatMap(({ name, ...held }) => (isSwitch(name) ? [[name, held] as const] : [])));
}
