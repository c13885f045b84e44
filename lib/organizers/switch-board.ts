import type { SwitchName } from "#lib/switches/list.ts";
import { type LastChange, lastChanges } from "#lib/switches/queries.ts";
import type { Change, Changed } from "#lib/switches/set-switch.ts";
import { setSwitch } from "#lib/switches/set-switch.ts";
import { organizerNames } from "./names.ts";
import { demand, type Scope } from "./scope.ts";

/** `by` is null for the command line. */
export type Position = Omit<LastChange, "organizerId"> & { by: string | null };

/** Every switch that was ever used as it stands this moment, and who changed it last. */
export async function switchBoard(scope: Scope): Promise<Map<SwitchName, Position>> {
  demand(scope, "switches.change");
  const [changes, names] = await Promise.all([lastChanges(), organizerNames()]);
  const named = changes.map(({ organizerId, ...change }): [SwitchName, Position] => [
    change.name,
    { ...change, by: organizerId && (names.get(organizerId) ?? organizerId) },
  ]);
  return new Map(named);
}

/** Flips a switch in this organizer's name. */
export async function flipSwitch(scope: Scope, name: SwitchName, change: Change): Promise<Changed> {
  demand(scope, "switches.change");
  return setSwitch(scope, name, change);
}
