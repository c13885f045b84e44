import { FieldFrame, TextField } from "#components/field.tsx";
import { SENTENCES_LIMIT, TITLE_LIMIT } from "#lib/campaigns/text-rules.ts";
import { languageName } from "#lib/organizers/texts/language-name.ts";
import type { Draft } from "#lib/organizers/texts/queries.ts";
import { type Locale, words } from "#lib/words.ts";
import { EditForm } from "../../edit-form.tsx";

type Props = { locale: Locale; slug: string; draft: Draft };

/** The draft of one language. Two languages stand on a page, so their fields carry it in their names. */
export function DraftForm({ locale, slug, draft }: Props) {
  const t = words(locale, "pledgeTexts");
  const { lang } = draft;
  const name = `sentences_${lang}`;
  return (
    <EditForm
      locale={locale}
      action="/organize/texts/save"
      revision={draft.revision}
      keep={`/organize/texts/draft?campaign=${slug}`}
      save={t("draft.save", { language: languageName(locale, lang) })}
    >
      <input type="hidden" name="campaign" value={slug} />
      <input type="hidden" name="lang" value={lang} />
      <TextField
        name={`title_${lang}`}
        label={t("draft.title")}
        help={t("draft.titleHelp", { limit: TITLE_LIMIT })}
        defaultValue={draft.title}
        lang={lang}
        autoComplete="off"
        required
      />
      <FieldFrame
        name={name}
        label={t("draft.sentences")}
        help={t("draft.sentencesHelp", { limit: SENTENCES_LIMIT })}
      >
        <textarea
          id={name}
          name={name}
          className="input text-sentences"
          lang={lang}
          rows={10}
          defaultValue={draft.sentences.join("\n")}
          aria-describedby={`${name}-help`}
          required
        />
      </FieldFrame>
    </EditForm>
  );
}
