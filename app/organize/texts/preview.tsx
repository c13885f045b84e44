import { PledgeSheet } from "#components/pledge-sheet.tsx";
import { type TextBody, textHash } from "#lib/campaigns/text-rules.ts";
import { env } from "#lib/env.ts";
import { languageName } from "#lib/organizers/texts/language-name.ts";
import { type Locale, words } from "#lib/words.ts";

type Props = { locale: Locale; lang: Locale; version: number; text: TextBody };

/** A text on its sheet as the pledge page has it. */
export function Preview({ locale, lang, version, text }: Props) {
  const t = words(lang, "pledge");
  const sha256 = textHash(text);
  return (
    <PledgeSheet
      id={`sheet-${lang}`}
      label={words(locale, "pledgeTexts")("check.preview", { language: languageName(locale, lang) })}
      title={text.title}
      sentences={text.sentences}
      lang={lang}
      foot={{
        version: t("foot", { version: String(version) }),
        language: t("language"),
        hash: t("hash", { hash: sha256.slice(0, 8) }),
        hashTitle: `${t("hashTitle")}: ${sha256}`,
      }}
      print={{ signature: t("signedLine"), date: t("dateLine"), url: env().publicUrl.href }}
    />
  );
}
