import type { Metadata } from "next";
import { OWN_WORDS, type OwnWordKey } from "#lib/campaigns/messages.ts";
import { deskCampaign, sectionForm } from "#lib/organizers/look/queries.ts";
import { ourWord, WORD_FIELDS } from "#lib/organizers/look/word-fields.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { type Locale, words } from "#lib/words.ts";
import { DeskFrame } from "../../desk-frame.tsx";
import { EditForm } from "../../edit-form.tsx";
import { oneOf } from "../../one-of.ts";
import { LongField } from "../long-field.tsx";
import { type Asked, LookFrame } from "../look-frame.tsx";

type Props = { searchParams: Promise<Asked> };

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("campaign.change");
  return { title: words(lang, "look")("wordsTitle") };
}

/** What signers read and pass on, in the campaign's words; an empty field says ours again. */
export default async function WordsPage({ searchParams }: Props) {
  const scope = await requireScope("campaign.change");
  const asked = await searchParams;
  const found = await deskCampaign(scope, oneOf(asked, "campaign"));
  const t = words(scope.lang, "look");
  if (!found)
    return (
      <DeskFrame scope={scope} current="look" title={t("wordsTitle")}>
        <p className="desk-empty">{t("noCampaign")}</p>
      </DeskFrame>
    );
  const { campaign, campaigns } = found;
  const { fields, revision } = await sectionForm(scope, campaign.id, "own_words");
  return (
    <LookFrame scope={scope} part="wordsTitle" campaigns={campaigns} current={campaign.slug} asked={asked}>
      <p className="desk-note">{t("words.intro")}</p>
      <section className="desk-panel">
        <EditForm
          locale={scope.lang}
          action="/organize/look/words/save"
          revision={revision}
          keep={`/organize/look/words?campaign=${campaign.slug}`}
          save={t("publish")}
        >
          <input type="hidden" name="campaign" value={campaign.slug} />
          <div className="look-pair">
            {WORD_FIELDS.map(({ key, lang, name }) => (
              <LongField
                key={name}
                name={name}
                lang={lang}
                label={labelOf(scope.lang, key, lang)}
                help={t(key === "thanks" ? "thanksHelp" : "wordHelp", { limit: OWN_WORDS[key] })}
                value={fields[name] ?? ""}
                placeholder={ourWord(key, lang)}
                rows={4}
              />
            ))}
          </div>
        </EditForm>
      </section>
    </LookFrame>
  );
}

/** "To a friend, in Spanish" */
function labelOf(locale: Locale, key: OwnWordKey, lang: Locale): string {
  const t = words(locale, "look");
  return t(`inLanguage.${lang}`, { word: t(`words.${key.replace(".", "_") as "thanks"}`) });
}
