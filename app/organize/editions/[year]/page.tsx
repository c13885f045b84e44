import "../../../styles/account.css";
import "../../../styles/editions.css";
import type { Metadata } from "next";
import { locksOf } from "#lib/campaigns/edition-rules.ts";
import { confirmableUntil, editionState, isFinal } from "#lib/campaigns/rules.ts";
import { now as clock } from "#lib/clock.ts";
import { newYearChecklist } from "#lib/organizers/editions/checklist.ts";
import { editionToEdit, goalSteps } from "#lib/organizers/editions/queries.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { moment, texts, words } from "#lib/words.ts";
import { DeskFrame } from "../../desk-frame.tsx";
import { EditForm } from "../../edit-form.tsx";
import { oneOf } from "../../one-of.ts";
import { Checklist } from "../checklist.tsx";
import { EditionFields } from "../edition-fields.tsx";
import { GoalSteps } from "../goal-steps.tsx";

type Props = {
  params: Promise<{ year: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lang } = await requireScope("editions.change");
  return { title: words(lang, "editions")("titleOf", { year: (await params).year }) };
}

/** One edition: what can be changed about it, and why the rest cannot. */
export default async function EditionPage({ params, searchParams }: Props) {
  const scope = await requireScope("editions.change");
  const [{ year }, asked] = await Promise.all([params, searchParams]);
  const t = words(scope.lang, "editions");
  const edition = await editionToEdit(scope, oneOf(asked, "campaign"), Number(year));
  if (!edition)
    return (
      <DeskFrame scope={scope} current="editions" title={t("title")}>
        <p className="desk-empty">{t("noEdition")}</p>
      </DeskFrame>
    );
  const now = clock();
  const state = isFinal(edition, now) ? "final" : editionState(edition, now);
  const [steps, checks] = await Promise.all([
    goalSteps(scope, edition.id),
    state === "before" ? newYearChecklist(scope, edition.slug) : null,
  ]);
  const page = `/organize/editions/${edition.year}?campaign=${edition.slug}`;
  const done = oneOf(asked, "done") ?? "";
  const said = texts(scope.lang, "editions").done;
  const until = (at: Date) => ({ when: moment(scope.lang, at, edition.timeZone) });
  return (
    <DeskFrame
      scope={scope}
      current="editions"
      title={`${edition.campaignName} ${edition.year}`}
      beside={
        <nav className="desk-links" aria-label={t("title")}>
          <a href={`/organize/editions?campaign=${edition.slug}`}>{t("all")}</a>
          <a href={`/c/${edition.slug}/${edition.year}`}>{t("page")}</a>
        </nav>
      }
    >
      {Object.hasOwn(said, done) && (
        <p className="desk-said" role="status">
          {t(`done.${done as keyof typeof said}`)}
        </p>
      )}
      {state === "final" && <p className="desk-note">{t("finalNote", until(edition.closesAt))}</p>}
      {state === "closed" && <p className="desk-note">{t("extendNote", until(confirmableUntil(edition)))}</p>}
      <div className="edition-columns">
        <section className="desk-panel" aria-label={t("titleOf", { year: String(edition.year) })}>
          {state === "final" ? (
            <EditionFields locale={scope.lang} edition={edition} locks={locksOf(edition, now)} />
          ) : (
            <EditForm
              locale={scope.lang}
              action="/organize/editions/change"
              revision={edition.revision}
              keep={page}
              save={t("save")}
            >
              <input type="hidden" name="edition" value={edition.id} />
              <EditionFields locale={scope.lang} edition={edition} locks={locksOf(edition, now)} />
            </EditForm>
          )}
        </section>
        <div className="desk-column">
          {checks && <Checklist locale={scope.lang} slug={edition.slug} checks={checks} />}
          <GoalSteps
            locale={scope.lang}
            steps={steps}
            stretchGoals={edition.stretchGoals}
            timeZone={edition.timeZone}
          />
        </div>
      </div>
    </DeskFrame>
  );
}
