import { randomBytes } from "node:crypto";
import { uuidv7 } from "#lib/crypto.ts";
import { query, type Send } from "#lib/db.ts";
import { recordErasure, recordedErasures } from "./erasures.ts";

export type EraseOutcome = "erased" | "already" | "unknown";

/**
 * Erases a man at his own wish: his pledge leaves the count, and everything that tells who he is goes, from every edition
 * of the campaign. In other editions he stays counted, as a number that nobody can trace. The caller has proved that it is he.
 */
export async function eraseAndWithdraw(
  pledgeId: string,
  { now }: { now: Date },
  send: Send = query,
): Promise<EraseOutcome> {
  const others = await send<{ id: string }>(
    `SELECT o.id FROM "Pledge" p JOIN "Edition" e ON e.id = p.edition_id JOIN "Edition" f ON f.campaign_id = e.campaign_id
       JOIN "Pledge" o ON o.edition_id = f.id AND o.mailbox_key = p.mailbox_key AND o.person_key = p.person_key
     WHERE p.id = $1 AND o.id <> p.id ORDER BY o.id`,
    [pledgeId],
  );
  // This one last: as long as it stands, its link can be used to go on.
  for (const { id } of others) await erase(id, { withdraw: false, now }, send);
  return erase(pledgeId, { withdraw: true, now }, send);
}

/**
 * Erases one pledge (lib/pledges/erase.sql), and with `withdraw` takes it out of the count. It is written down outside the
 * database first: from then on a restored backup can be brought to do it again.
 */
export async function erase(
  pledgeId: string,
  { withdraw, now }: { withdraw: boolean; now: Date },
  send: Send = query,
): Promise<EraseOutcome> {
  const [pledge] = await send<{ isErased: boolean; isCounted: boolean }>(
    `SELECT erased_at IS NOT NULL AS "isErased", is_counted(p) AS "isCounted" FROM "Pledge" p WHERE id = $1`,
    [pledgeId],
  );
  if (!pledge) return "unknown";
  if (pledge.isErased && !(withdraw && pledge.isCounted)) return "already";
  recordErasure({ pledgeId, stays: pledge.isCounted && !withdraw });
  return write(pledgeId, withdraw, now, send);
}

/**
 * Erases again what a restored backup still holds of the erased, as it was done. Answers how many it found. Safe to repeat.
 */
export async function reapplyErasures(now: Date): Promise<number> {
  let found = 0;
  for (const { pledgeId, stays } of recordedErasures())
    if ((await write(pledgeId, !stays, now)) === "erased") found += 1;
  return found;
}

/** The commitment of the entry is to nothing: there is nobody left who could open it. */
async function write(
  pledgeId: string,
  withdraw: boolean,
  now: Date,
  send: Send = query,
): Promise<EraseOutcome> {
  const [row] = await send<{ outcome: EraseOutcome }>("SELECT erase_pledge($1, $2, $3, $4) AS outcome", [
    pledgeId,
    withdraw,
    uuidv7(now),
    randomBytes(32),
  ]);
  return row?.outcome ?? "unknown";
}
