import { now } from "#lib/clock.ts";
import { confirm } from "#lib/pledges/confirm.ts";
import { parseSign } from "#lib/pledges/schema.ts";
import { sign } from "#lib/pledges/sign.ts";

let signers = 0;

/** Somebody signs through the domain's own functions; answers his pledge. */
export async function signed(editionId: string, fields: Record<string, string> = {}): Promise<string> {
  const number = ++signers;
  const form = {
    name: `John Miller ${"abcdefghij"[number % 10]}`,
    email: `john${number}@example.org`,
    birth_year: "1980",
  };
  const place = { country: "US", region: "US-WI", stance: "man", display: "hidden", lang: "en", agree: "on" };
  const parsed = parseSign(new Map(Object.entries({ ...form, ...place, ...fields })), {
    now: now(),
    timeZone: "America/Chicago",
  });
  if (!parsed.ok) throw new Error(`he cannot sign: ${JSON.stringify(parsed)}`);
  const { pledgeId } = await sign(parsed.input, { editionId, textVersion: 1, ipPrefix: null, now: now() });
  return pledgeId;
}

/** The same, and he confirms. */
export async function confirmed(editionId: string, fields: Record<string, string> = {}): Promise<string> {
  const pledgeId = await signed(editionId, fields);
  const { outcome } = await confirm(pledgeId, { correction: null, seen: null, now: now() });
  if (outcome !== "verified") throw new Error(`he is not counted: ${outcome}`);
  return pledgeId;
}
