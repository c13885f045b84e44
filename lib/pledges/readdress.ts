import { seal, unwrapDataKey } from "#lib/crypto.ts";
import { query, type Send } from "#lib/db.ts";
import { type AddressError, canonicalAddress } from "./canonical-address.ts";
import { signedPledge, untilSettled } from "./records.ts";
import { mailboxKey, mailSecrets } from "./sign.ts";

export type ReaddressOutcome =
  | "mailed"
  | "not_waiting"
  | "twin"
  | "limited"
  | "suppressed"
  | "closed"
  | "unknown";

/**
 * Corrects the address of a pledge that waits for its confirmation and sends a fresh mail there; the links sent before are void
 * (lib/pledges/readdress.sql). Refuses, by a code, what is no address.
 */
export async function readdress(
  pledgeId: string,
  typed: string,
  now: Date,
  send: Send = query,
): Promise<{ ok: true; outcome: ReaddressOutcome } | { ok: false; code: AddressError }> {
  const address = canonicalAddress(typed);
  if (!address.ok) return address;
  const outcome = await untilSettled(async (): Promise<ReaddressOutcome | "changed"> => {
    const pledge = await signedPledge(pledgeId, send);
    if (!pledge) return "unknown";
    const mail = mailSecrets(now);
    const [row] = await send<{ outcome: ReaddressOutcome | "changed" }>(
      "SELECT readdress_pledge($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) AS outcome",
      [
        pledgeId,
        pledge.dataKey,
        mailboxKey(address.canonical),
        seal(unwrapDataKey(pledge.dataKey), address.typed, "email"),
        address.domain,
        mail.id,
        mail.tokenHash,
        mail.tokenSealed,
        mail.codeHash,
        mail.codeSealed,
      ],
    );
    return row?.outcome ?? "unknown";
  });
  return { ok: true, outcome };
}
