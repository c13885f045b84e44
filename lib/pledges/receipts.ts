import { unwrapDataKey } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import { receiptFile } from "#lib/ledger/log/proofs.ts";
import { nextPublication } from "#lib/ledger/log/queries.ts";
import { openReceipt, type SignedRecord } from "./receipt.ts";

/** A receipt as a file, or the time by which its entry is published at the latest. */
export type Receipted = { file: string } | { publishedBy: Date };

/**
 * A pledge's receipt: of its newest entry, or, where an organizer invalidated it, of the one before. Null where there is
 * none: erased, never confirmed, or from before receipts.
 */
export async function ownReceipt(pledgeId: string): Promise<Receipted | null> {
  const [row] = await query<{ dataKey: Buffer; receiptSealed: Buffer }>(
    `SELECT data_key AS "dataKey", receipt_sealed AS "receiptSealed" FROM "Pledge"
     WHERE id = $1 AND receipt_sealed IS NOT NULL`,
    [pledgeId],
  );
  if (!row) return null;
  const receipt = openReceipt(row.receiptSealed, unwrapDataKey(row.dataKey));
  const { entry } = JSON.parse(receipt.record) as SignedRecord;
  const file = await receiptFile(entry, receipt);
  return file === null ? { publishedBy: await nextPublication() } : { file };
}
