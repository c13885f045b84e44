import { query } from "#lib/db.ts";

/** The time zone whose clocks and days the desk goes by: that of the edition that opened last, else of the next. */
export async function deskTimeZone(): Promise<string> {
  const [row] = await query<{ timeZone: string }>(
    `SELECT time_zone AS "timeZone" FROM "Edition" ORDER BY opens_at > now(), abs(extract(epoch FROM opens_at - now())) LIMIT 1`,
  );
  return row?.timeZone ?? "UTC";
}
