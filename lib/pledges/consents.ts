import { createHash } from "node:crypto";
import { query } from "#lib/db.ts";
import { memo } from "#lib/memo.ts";
import { type Locale, localeOr, words } from "#lib/words.ts";

/** What a signer reads beside the four choices: the pledge, the public display of his name, news, next year. */
export function consentWording(locale: Locale): Record<"agree" | "display" | "news" | "renew", string> {
  const t = words(locale, "form");
  return {
    agree: t("consents.agree"),
    display: t("consents.display"),
    news: t("consents.news"),
    renew: t("consents.renew"),
  };
}

/** The id under which the wording of today is kept. Keeps it the first time it is used. */
export const wordingId = memo(3_600_000, async (lang: string): Promise<string> => {
  const wording = JSON.stringify(consentWording(localeOr(lang)));
  const id = createHash("sha256").update(`${lang}\0${wording}`).digest("hex").slice(0, 32);
  await query(`INSERT INTO "ConsentWording" (id, lang, wording) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, [
    id,
    lang,
    wording,
  ]);
  return id;
});
