import { Radios } from "#components/choices.tsx";
import type { TextDesk } from "#lib/organizers/texts/queries.ts";
import { type Locale, words } from "#lib/words.ts";

type Props = { locale: Locale; desk: TextDesk; version: number };

/** The button that does it, for exactly what this page shows; for which editions, where there is a choice. */
export function PublishForm({ locale, desk, version }: Props) {
  const t = words(locale, "pledgeTexts");
  const { campaign, inForce, drafts, isOpen, coming } = desk;
  return (
    <form method="post" action="/organize/texts/publish" className="edit-form">
      <input type="hidden" name="campaign" value={campaign.slug} />
      <input type="hidden" name="in_force" value={inForce} />
      {[...drafts.values()].map(({ lang, revision }) => (
        <input key={lang} type="hidden" name={`revision_${lang}`} value={revision} />
      ))}
      {isOpen && coming.length > 0 && (
        <Radios
          name="from"
          legend={t("check.when")}
          value="now"
          choices={[
            { value: "now", label: t("check.now"), help: t("check.nowHelp") },
            {
              value: "coming",
              label: t("check.coming", { years: coming.join(", ") }),
              help: t("check.comingHelp"),
            },
          ]}
        />
      )}
      <div className="edit-buttons">
        <button className="button" type="submit">
          {t("check.button", { version })}
        </button>
        <a className="button calm" href={`/organize/texts/draft?campaign=${campaign.slug}`}>
          {t("check.edit")}
        </a>
      </div>
    </form>
  );
}
