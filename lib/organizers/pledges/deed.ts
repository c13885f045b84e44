import type { AuditAction, Facts } from "#lib/audit/record.ts";
import { record } from "#lib/audit/record.ts";
import { type Send, through, transaction } from "#lib/db.ts";
import type { Scope } from "../scope.ts";

type Done<Outcome> = {
  outcome: Outcome;
  /** What goes into the audit log; null where nothing was changed. */
  audit: { action: AuditAction; before?: Facts; after?: Facts } | null;
};

/**
 * Does something to a pledge and writes it down, both or neither. Who the signer is never stands in the log, sealed or not: it
 * cannot be taken out of there when he is erased.
 */
export function deed<Outcome>(
  scope: Scope,
  pledgeId: string,
  work: (send: Send) => Promise<Done<Outcome>>,
): Promise<Outcome> {
  return transaction(async (client) => {
    const { outcome, audit } = await work(through(client));
    if (audit) await record(client, { scope, subject: `pledge:${pledgeId}`, ...audit });
    return outcome;
  });
}
