import "../../../styles/account.css";
import "../../../styles/texts.css";
import type { Metadata } from "next";
import { isSameText } from "#lib/campaigns/text-rules.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { languageName } from "#lib/organizers/texts/language-name.ts";
import { textDesk } from "#lib/organizers/texts/queries.ts";
import { texts, words } from "#lib/words.ts";
import { DeskFrame } from "../../desk-frame.tsx";
import { oneOf } from "../../one-of.ts";
import { WordChanges } from "../word-changes.tsx";
import { DraftForm } from "./draft-form.tsx";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("campaign.change");
  return { title: words(lang, "pledgeTexts")("draft.pageTitle") };
}

/** A new version in every language, each beside what it changes. */
export default async function DraftPage({ searchParams }: Props) {
  const scope = await requireScope("campaign.change");
  const asked = await searchParams;
  const desk = await textDesk(scope, oneOf(asked, "campaign"));
  const t = words(scope.lang, "pledgeTexts");
  if (!desk)
    return (
      <DeskFrame scope={scope} current="texts" title={t("draft.pageTitle")}>
        <p className="desk-empty">{t("none")}</p>
      </DeskFrame>
    );
  const { campaign, inForce } = desk;
  const drafts = [...desk.drafts.values()];
  const said = texts(scope.lang, "pledgeTexts").done;
  const done = oneOf(asked, "done") ?? "";
  return (
    <DeskFrame
      scope={scope}
      current="texts"
      title={t("draft.pageTitle")}
      beside={
        <nav className="desk-links" aria-label={t("title")}>
          <a href={`/organize/texts?campaign=${campaign.slug}`}>{t("draft.back")}</a>
        </nav>
      }
    >
      {Object.hasOwn(said, done) && (
        <p className="desk-said" role="status">
          {t(`done.${done as keyof typeof said}`)}
        </p>
      )}
      <p className="desk-note">{t("draft.intro")}</p>
      <div className="text-pair">
        {drafts.map((draft) => {
          const before = desk.texts.get(draft.lang);
          const language = languageName(scope.lang, draft.lang);
          return (
            <div className="desk-column" key={draft.lang}>
              <section className="desk-panel" aria-labelledby={`draft-${draft.lang}`}>
                <h2 id={`draft-${draft.lang}`}>{t("draft.of", { language })}</h2>
                <DraftForm locale={scope.lang} slug={campaign.slug} draft={draft} />
              </section>
              <section className="desk-panel" aria-labelledby={`changes-${draft.lang}`}>
                <h2 id={`changes-${draft.lang}`}>{t("draft.changes", { language })}</h2>
                {!before && <p className="desk-note">{t("draft.missing")}</p>}
                {before && isSameText(before, draft) && (
                  <p className="desk-note">{t("draft.same", { version: inForce })}</p>
                )}
                {before && !isSameText(before, draft) && (
                  <WordChanges locale={scope.lang} lang={draft.lang} before={before} after={draft} />
                )}
              </section>
            </div>
          );
        })}
      </div>
      {desk.hasDraft && (
        <div className="edit-buttons">
          <a className="button" href={`/organize/texts/check?campaign=${campaign.slug}`}>
            {t("draft.check")}
          </a>
          <form method="post" action="/organize/texts/discard">
            <input type="hidden" name="campaign" value={campaign.slug} />
            <button className="button calm" type="submit">
              {t("draft.discard")}
            </button>
          </form>
        </div>
      )}
    </DeskFrame>
  );
}
