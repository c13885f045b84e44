import { PledgeSheet } from "#components/pledge-sheet.tsx";
import type { CampaignPage } from "#lib/campaigns/queries.ts";
import { env } from "#lib/env.ts";
import { type Locale, localeOr, path, words } from "#lib/words.ts";

/** The pledge text in force, on its sheet; printed, with a code that leads back to the page. */
export function TextSheet({
  locale,
  slug,
  text,
  id,
}: {
  locale: Locale;
  slug: string;
  text: CampaignPage["text"];
  id?: string;
}) {
  const t = words(locale, "pledge");
  return (
    <PledgeSheet
      id={id}
      label={t("pledgeLabel")}
      title={text.title}
      sentences={text.sentences}
      lang={text.lang}
      foot={{
        version: t("foot", { version: String(text.version) }),
        language: words(localeOr(text.lang), "pledge")("language"),
        hash: t("hash", { hash: text.sha256.slice(0, 8) }),
        hashTitle: `${t("hashTitle")}: ${text.sha256}`,
      }}
      print={{
        signature: t("signedLine"),
        date: t("dateLine"),
        url: new URL(path(locale, `/c/${slug}`), env().publicUrl).href,
      }}
    />
  );
}
