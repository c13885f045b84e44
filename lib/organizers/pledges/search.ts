import { loadSecrets, lookupKey, sealApp, unsealApp } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";
import { mailboxKey } from "#lib/pledges/sign.ts";
import { demand, type Scope } from "../scope.ts";
import { keyOf, type Reading, readingsOf } from "./search-rules.ts";

/** What was typed, and which of its readings was taken. */
export type Search = { typed: string; reading: Reading; others: Reading[] };
/** What the list looks for: by HMACs, as names and addresses are kept. */
export type Sought = { mailbox: Buffer } | { nameKeys: Buffer[] };

const CONTEXT = "desk";

/** Reads what was typed, as its likeliest reading or as the one that `as` (`keyOf`) chose; null where nothing was. */
export function searchOf(typed: string, as?: string | null): Search | null {
  const readings = readingsOf(typed);
  const reading = readings.find((one) => keyOf(one) === as) ?? readings[0];
  if (!reading) return null;
  return { typed: typed.trim(), reading, others: readings.filter((one) => one !== reading) };
}

/**
 * A search for an address: sealed, because what is typed is somebody's name or mailbox, and addresses of pages are kept by
 * browsers, proxies and logs. Whoever may read pledges can pass it on.
 */
export function sealSearch({ typed, reading }: Search): string {
  return sealApp("search", JSON.stringify([typed, keyOf(reading)]), CONTEXT).toString("base64url");
}

/** What `sealSearch` sealed; null for anything else. Await `loadSecrets` before. */
export function openSearch(sealed: string | undefined): Search | null {
  if (!sealed) return null;
  try {
    const [typed, as] = JSON.parse(
      unsealApp("search", Buffer.from(sealed, "base64url"), CONTEXT).toString("utf8"),
    );
    return searchOf(typed, as);
  } catch {
    return null;
  }
}

/** By what the list finds those that a search means; null where the filter says it (a domain, a place), or nothing does. */
export function soughtBy({ reading }: Search): Sought | null {
  if (reading.kind === "address") return { mailbox: mailboxKey(reading.canonical) };
  if (reading.kind === "name") return { nameKeys: reading.words.map((word) => lookupKey("name", word)) };
  return null;
}

/**
 * The one pledge that an id or a share code leads to, of whatever edition; null where there is none. An id may be that of a
 * pledge, of an entry of its ledger, or of a mail about it: whatever a log or a complaint names.
 */
export async function pledgeCalled(scope: Scope, reading: Reading): Promise<string | null> {
  demand(scope, "pledges.read");
  await loadSecrets();
  const [row] =
    reading.kind === "id"
      ? await query<{ id: string }>(
          `SELECT id FROM "Pledge" WHERE id = $1
           UNION ALL SELECT p.id FROM "LedgerEntry" g JOIN "Pledge" p ON p.id = g.pledge_id WHERE g.id = $1
           UNION ALL SELECT m.pledge_id FROM "Mail" m WHERE m.id = $1 AND m.pledge_id IS NOT NULL LIMIT 1`,
          [reading.id],
        )
      : reading.kind === "share"
        ? await query<{ id: string }>(`SELECT pledge_id AS id FROM "ShareLink" WHERE code = $1`, [
            reading.code,
          ])
        : [];
  return row?.id ?? null;
}
