import { query } from "#lib/db.ts";
import { mailSecrets } from "./sign.ts";

/**
 * Asks for a fresh confirmation mail of a pending pledge, within the caps that signing has. The caller answers alike
 * whether one went out. Earlier links stay as they are.
 */
export async function resend(pledgeId: string, now: Date): Promise<void> {
  const mail = mailSecrets(now);
  await query("SELECT resend_pledge($1, $2, $3, $4, $5, $6)", [
    pledgeId,
    mail.id,
    mail.tokenHash,
    mail.tokenSealed,
    mail.codeHash,
    mail.codeSealed,
  ]);
}
