import { record } from "#lib/audit/record.ts";
import { transaction } from "#lib/db.ts";
import type { Locale } from "#lib/words.ts";
import type { Scope } from "./scope.ts";

/** The language in which somebody reads the desk, and gets its mails. */
export async function changeLanguage(scope: Scope, lang: Locale): Promise<void> {
  const { organizerId } = scope;
  await transaction(async (client) => {
    const { rowCount } = await client.query(`UPDATE "Organizer" SET lang = $2 WHERE id = $1 AND lang <> $2`, [
      organizerId,
      lang,
    ]);
    if (!rowCount) return;
    const subject = `organizer:${organizerId}`;
    const facts = { before: { lang: scope.lang }, after: { lang } };
    await record(client, { scope, action: "organizer.language", subject, ...facts });
  });
}
