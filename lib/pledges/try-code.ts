import { query } from "#lib/db.ts";
import { codeHash } from "./sign.ts";

/**
 * One try of a code for a pledge. False for every failure alike: wrong, too late, tried too often, no such pledge. The
 * count of tries is taken by the statement that compares (lib/pledges/try-code.sql).
 */
export async function tryCode(pledgeId: string, typed: string): Promise<boolean> {
  const code = typed.replace(/[\s-]/g, "");
  if (!/^\d{6}$/.test(code)) return false;
  const mails = await query<{ id: string }>(
    `SELECT id FROM "Mail" WHERE pledge_id = $1 AND kind = 'verify'`,
    [pledgeId],
  );
  const ids = mails.map((mail) => mail.id);
  const [row] = await query<{ right: boolean }>(`SELECT try_code($1, $2, $3) AS right`, [
    pledgeId,
    ids,
    ids.map((id) => codeHash(id, code)),
  ]);
  return row?.right === true;
}
