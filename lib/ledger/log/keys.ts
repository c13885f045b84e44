import { loadSecrets, logKey } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import { formatKey, rawPublicKey, verifierKey } from "./note.ts";

/** The text by which anybody checks what the log of this name signs. */
export async function publicKeyOf(origin: string): Promise<string> {
  await loadSecrets();
  return formatKey(verifierKey(origin, rawPublicKey(logKey())));
}

/** The keys of all logs that there have been, the newest first: receipts of an earlier one are checked with its own. */
export async function publicKeys(): Promise<string[]> {
  const rows = await query<{ origin: string }>(`SELECT origin FROM "Log" WHERE size > 0 ORDER BY id DESC`);
  return Promise.all(rows.map(({ origin }) => publicKeyOf(origin)));
}
