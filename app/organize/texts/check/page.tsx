import "../../../styles/account.css";
import "../../../styles/editing.css";
import "../../../styles/texts.css";
import type { Metadata } from "next";
import { isSameText } from "#lib/campaigns/text-rules.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { languageName } from "#lib/organizers/texts/language-name.ts";
import { nextVersion, textDesk } from "#lib/organizers/texts/queries.ts";
import { words } from "#lib/words.ts";
import { DeskFrame } from "../../desk-frame.tsx";
import { oneOf } from "../../one-of.ts";
import { Preview } from "../preview.tsx";
import { WordChanges } from "../word-changes.tsx";
import { PublishForm } from "./publish-form.tsx";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const PROBLEMS = ["seen", "language", "same", "closed", "campaign"] as const;

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("campaign.change");
  return { title: words(lang, "pledgeTexts")("check.title") };
}

/** The last look before a new version comes into force: as men will see it, what changes, and what follows from it. */
export default async function CheckPage({ searchParams }: Props) {
  const scope = await requireScope("campaign.change");
  const asked = await searchParams;
  const desk = await textDesk(scope, oneOf(asked, "campaign"));
  const t = words(scope.lang, "pledgeTexts");
  const problem = PROBLEMS.find((one) => one === oneOf(asked, "problem"));
  const alert = problem && (
    <p className="desk-said wrong" role="alert">
      {t(`problems.${problem}`)}
    </p>
  );
  if (!desk?.hasDraft)
    return (
      <DeskFrame scope={scope} current="texts" title={t("check.title")}>
        {alert}
        <p className="desk-empty">
          {t("check.nothing")}{" "}
          <a href={`/organize/texts${desk ? `?campaign=${desk.campaign.slug}` : ""}`}>{t("draft.back")}</a>
        </p>
      </DeskFrame>
    );
  const version = await nextVersion(scope, desk.campaign.id);
  const pairs = [...desk.drafts.values()].map((after) => ({ after, before: desk.texts.get(after.lang) }));
  const changed = pairs.filter(({ before, after }) => !before || !isSameText(before, after));
  const [only] = changed;
  return (
    <DeskFrame scope={scope} current="texts" title={t("check.title")}>
      {alert}
      <p className="desk-note">{t("check.intro", { version })}</p>
      {changed.length === 1 && only && pairs.length > 1 && (
        <p className="desk-said">
          {t("check.onlyOne", { language: languageName(scope.lang, only.after.lang) })}
        </p>
      )}
      <div className="text-pair">
        {pairs.map(({ before, after }) => (
          <div className="desk-column" key={after.lang}>
            <Preview locale={scope.lang} lang={after.lang} version={version} text={after} />
            <section className="desk-panel" aria-labelledby={`changes-${after.lang}`}>
              <h2 id={`changes-${after.lang}`}>
                {t("check.changes", { language: languageName(scope.lang, after.lang) })}
              </h2>
              {before && isSameText(before, after) ? (
                <p className="desk-note">{t("asBefore")}</p>
              ) : (
                <WordChanges
                  locale={scope.lang}
                  lang={after.lang}
                  before={before ?? { title: "", sentences: [] }}
                  after={after}
                />
              )}
            </section>
          </div>
        ))}
      </div>
      <section className="desk-panel" aria-labelledby="consequences">
        <h2 id="consequences">{t("check.consequences")}</h2>
        <ul className="text-consequences">
          <li>{t("check.stays")}</li>
          <li>{t("check.grace")}</li>
          <li>{t("check.log")}</li>
        </ul>
        <PublishForm locale={scope.lang} desk={desk} version={version} />
      </section>
    </DeskFrame>
  );
}
