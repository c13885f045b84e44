import { checkReceipt } from "../../../../public/verify/check.js";
import { Malformed, type Receipt, readReceipt } from "../../../../public/verify/read.js";
import { plain } from "./findings.ts";

/** The same code as in the browser. `malformed` names the line, counted from 1. */
export type ReceiptReport = { ok: boolean; text: string };

const EXPECTED: Record<string, string> = {
  header: "must be c2sp.org/tlog-proof@v1",
  extra: "must be `extra` with the leaf, the salt and the record",
  index: "must be `index` and a number",
  hash: "must be a hash of 32 bytes in base64, or an empty line behind the last",
  empty: "must be empty here and nowhere else",
  origin: "must be the log's name",
  size: "must be the number of leaves",
  root: "must be the root hash in base64",
  signature: "must be a signature, beginning with —",
};
const SAID: Record<string, [string, string]> = {
  commitment: [
    "The salt opens the leaf's commitment to the record.",
    "The record is not the one that the leaf commits to.",
  ],
  record: [
    "The record speaks of the campaign and year of the leaf.",
    "The record and the leaf speak of different things.",
  ],
  inclusion: [
    "The leaf stands in the tree that the checkpoint signs for.",
    "The leaf does not stand in that tree.",
  ],
  signature: ["The checkpoint is signed by the log's key.", "The checkpoint is not signed by the log's key."],
};

/** Checks a receipt's text against keys of the log, and says what came out in words. */
export async function reportReceipt(text: string, keys: string[]): Promise<ReceiptReport> {
  let receipt: Receipt;
  try {
    receipt = readReceipt(text);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return {
      ok: false,
      text: `This is no receipt: line ${error.line} ${EXPECTED[error.what] ?? "is not as it must be"}.`,
    };
  }
  const checks = await checkReceipt(receipt, keys);
  const ok = checks.every((check) => check.ok === true);
  const { leaf, record, index, checkpoint } = receipt;
  const lines = [
    `Receipt       ${record.name}, ${leaf.kind} in ${leaf.edition} as ${leaf.stance}${leaf.place ? `, ${leaf.place}` : ""}`,
    `Log           ${checkpoint.origin}, leaf ${index} of ${checkpoint.size}`,
    "",
    ...checks.map((check) => `${check.ok ? "right" : "WRONG"}  ${SAID[check.name]?.[check.ok ? 0 : 1]}`),
    "",
    ok ? "PASSED. This entry stands in the log." : "FAILED. This receipt proves nothing.",
  ];
  return { ok, text: lines.map(plain).join("\n") };
}
