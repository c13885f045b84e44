import { query, type Send } from "#lib/db.ts";
import { mailSecrets } from "./sign.ts";

export type ResendOutcome = "mailed" | "limited" | "suppressed" | "closed" | "not_waiting" | "unknown";

/**
 * Asks for a fresh confirmation mail of a pending pledge, within the caps that signing has (lib/pledges/resend.sql tells the
 * outcomes). Whoever answers a stranger answers alike whether one went out. Earlier links stay as they are.
 */
export async function resend(pledgeId: string, now: Date, send: Send = query): Promise<ResendOutcome> {
  const mail = mailSecrets(now);
  const [row] = await send<{ outcome: ResendOutcome }>(
    "SELECT resend_pledge($1, $2, $3, $4, $5, $6) AS outcome",
    [pledgeId, mail.id, mail.tokenHash, mail.tokenSealed, mail.codeHash, mail.codeSealed],
  );
  return row?.outcome ?? "unknown";
}
