import "../../../styles/editions.css";
import type { Metadata } from "next";
import { TextField } from "#components/field.tsx";
import { newYearChecklist } from "#lib/organizers/editions/checklist.ts";
import { proposalFor } from "#lib/organizers/editions/next-year.ts";
import { editionList } from "#lib/organizers/editions/queries.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { words } from "#lib/words.ts";
import { DeskFrame } from "../../desk-frame.tsx";
import { EditForm } from "../../edit-form.tsx";
import { oneOf } from "../../one-of.ts";
import { Checklist } from "../checklist.tsx";
import { ZoneField } from "../zone-field.tsx";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("editions.change");
  return { title: words(lang, "editions")("next.title") };
}

/** Rolls a campaign over to its next year: the new edition, and what to look at before it opens. */
export default async function NextEditionPage({ searchParams }: Props) {
  const scope = await requireScope("editions.change");
  const found = await editionList(scope, oneOf(await searchParams, "campaign"));
  const t = words(scope.lang, "editions");
  const newest = found?.editions[0];
  if (!found || !newest)
    return (
      <DeskFrame scope={scope} current="editions" title={t("next.title")}>
        <p className="desk-empty">{t("none")}</p>
      </DeskFrame>
    );
  const { slug } = found.campaign;
  const value = proposalFor(newest);
  const numeric = { inputMode: "numeric", autoComplete: "off", className: "short", required: true } as const;
  return (
    <DeskFrame
      scope={scope}
      current="editions"
      title={t("next.title")}
      beside={<a href={`/organize/editions?campaign=${slug}`}>{t("all")}</a>}
    >
      <p className="desk-note">{t("next.intro")}</p>
      <div className="edition-columns">
        <section className="desk-panel" aria-labelledby="new-edition">
          <h2 id="new-edition">{t("next.formTitle")}</h2>
          <EditForm
            locale={scope.lang}
            action="/organize/editions/open"
            revision={0}
            keep={`/organize/editions?campaign=${slug}`}
            save={t("next.save")}
          >
            <input type="hidden" name="campaign" value={slug} />
            <TextField name="year" label={t("fields.year")} defaultValue={value.year} {...numeric} />
            <TextField name="goal" label={t("fields.goal")} defaultValue={value.goal} {...numeric} />
            <TextField
              name="opens"
              type="datetime-local"
              label={t("fields.opens")}
              help={t("next.opensHelp")}
              defaultValue={value.opens}
              required
            />
            <TextField
              name="closes"
              type="datetime-local"
              label={t("fields.closes")}
              help={t("next.closesHelp")}
              defaultValue={value.closes}
              required
            />
            <ZoneField locale={scope.lang} value={newest.timeZone} />
            <p className="desk-note">{t("next.limits")}</p>
          </EditForm>
        </section>
        <div className="desk-column">
          <Checklist locale={scope.lang} slug={slug} checks={await newYearChecklist(scope, slug)} />
        </div>
      </div>
    </DeskFrame>
  );
}
