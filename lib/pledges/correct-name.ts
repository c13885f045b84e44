import { seal, unseal, unwrapDataKey } from "#lib/crypto.ts";
import { query, type Send } from "#lib/db.ts";
import { checkName, type NameError } from "./name-rules.ts";
import { signedPledge, untilSettled } from "./records.ts";
import { nameKeys, personKey } from "./sign.ts";

export type CorrectNameOutcome = "corrected" | "unchanged" | "twin" | "unknown";

/** Corrects a name that was mistyped (lib/pledges/correct-name.sql). Refuses, by a code, what nobody could have signed with. */
export async function correctName(
  pledgeId: string,
  typed: string,
  send: Send = query,
): Promise<{ ok: true; outcome: CorrectNameOutcome } | { ok: false; code: NameError }> {
  const checked = checkName(typed);
  if (!checked.ok) return checked;
  const outcome = await untilSettled(() => write(pledgeId, checked.name, send));
  return { ok: true, outcome };
}

async function write(pledgeId: string, name: string, send: Send): Promise<CorrectNameOutcome | "changed"> {
  const pledge = await signedPledge(pledgeId, send);
  if (!pledge) return "unknown";
  const key = unwrapDataKey(pledge.dataKey);
  if (unseal(key, pledge.nameSealed, "name").toString("utf8") === name) return "unchanged";
  const [row] = await send<{ outcome: CorrectNameOutcome | "changed" }>(
    "SELECT correct_name($1, $2, $3, $4, $5) AS outcome",
    [pledgeId, pledge.dataKey, personKey(name, pledge.birthYear), nameKeys(name), seal(key, name, "name")],
  );
  return row?.outcome ?? "unknown";
}
