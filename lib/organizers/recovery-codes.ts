import { randomInt } from "node:crypto";
import type pg from "pg";
import { lookupKey, uuidv7 } from "#lib/crypto.ts";
import { query } from "#lib/db.ts";

const COUNT = 10;
/** Without what looks alike or makes words: 29 signs, so that twelve of them hold 58 bits. */
const SIGNS = "abcdefghjkmnpqrtvwxyz23456789";

/** Ten new codes like `k7m2-p9qx-3fht` in place of whatever codes he had. They are kept as HMACs, so show them now. */
export async function makeRecoveryCodes(
  client: pg.PoolClient,
  organizerId: string,
  now: Date,
): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, newCode);
  await client.query(`DELETE FROM "RecoveryCode" WHERE organizer_id = $1`, [organizerId]);
  await client.query(
    `INSERT INTO "RecoveryCode" (id, organizer_id, code_hash) SELECT id, $1, hash FROM unnest($2::uuid[], $3::bytea[]) AS c (id, hash)`,
    [organizerId, codes.map(() => uuidv7(now)), codes.map((code) => hashOf(organizerId, code))],
  );
  return codes;
}

/** Uses a code up; false when it is none of his, or was used before. */
export async function takeRecoveryCode(organizerId: string, code: string): Promise<boolean> {
  const used = await query(
    `UPDATE "RecoveryCode" SET used_at = now() WHERE organizer_id = $1 AND code_hash = $2 AND used_at IS NULL RETURNING 1`,
    [organizerId, hashOf(organizerId, code)],
  );
  return used.length > 0;
}

function newCode(): string {
  const signs = Array.from({ length: 12 }, () => SIGNS[randomInt(SIGNS.length)]);
  return [signs.slice(0, 4), signs.slice(4, 8), signs.slice(8)].map((part) => part.join("")).join("-");
}

/** However he spaces it. */
function hashOf(organizerId: string, code: string): Buffer {
  return lookupKey("recovery", `${organizerId}\0${code.toLowerCase().replace(/[^a-z0-9]/g, "")}`);
}
