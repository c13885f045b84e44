import "../../../../styles/account.css";
import "../../../../styles/contents.css";
import type { Metadata } from "next";
import { TextField } from "#components/field.tsx";
import { now } from "#lib/clock.ts";
import { addDays } from "#lib/contents/days.ts";
import { factForEditing } from "#lib/organizers/contents/one.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { words } from "#lib/words.ts";
import { DeskFrame } from "../../../desk-frame.tsx";
import { EditForm } from "../../../edit-form.tsx";
import { oneOf } from "../../../one-of.ts";
import { LocalizedFields } from "../../localized-fields.tsx";
import { NothingHere } from "../../nothing-here.tsx";
import { PublishChoice } from "../../publish-choice.tsx";
import { RemoveForm } from "../../remove-form.tsx";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("campaign.change");
  return { title: words(lang, "contents")("facts.title") };
}

/** One fact with everything that a reader needs to check it. */
export default async function FactPage({ params, searchParams }: Props) {
  const scope = await requireScope("campaign.change");
  const [{ id }, asked] = [await params, await searchParams];
  const found = await factForEditing(scope, oneOf(asked, "campaign"), id, now());
  const locale = scope.lang;
  const t = words(locale, "contents");
  if (!found) return <NothingHere scope={scope} />;
  const { fact, of } = found;
  const back = `/organize/contents?campaign=${of.campaign.slug}#facts`;
  return (
    <DeskFrame
      scope={scope}
      current="contents"
      title={t(fact ? "facts.title" : "facts.newTitle")}
      beside={<a href={back}>{t("back")}</a>}
    >
      <section className="desk-panel">
        <EditForm
          locale={locale}
          action="/organize/contents/facts/save"
          revision={fact?.revision ?? 0}
          keep={back}
          save={t("save")}
        >
          <input type="hidden" name="campaign" value={of.campaign.slug} />
          <input type="hidden" name="id" value={found.id} />
          <LocalizedFields
            locale={locale}
            name="statement"
            label={t("facts.statement")}
            help={t("facts.statementHelp")}
            value={fact?.statement ?? {}}
            isLong
            maxLength={600}
          />
          <LocalizedFields
            locale={locale}
            name="population"
            label={t("facts.population")}
            help={t("facts.populationHelp")}
            value={fact?.population ?? {}}
            isLong
            maxLength={600}
          />
          <div className="content-pair">
            <TextField
              name="source"
              label={t("facts.source")}
              help={t("facts.sourceHelp")}
              defaultValue={fact?.source}
              maxLength={200}
            />
            <TextField
              name="publisher"
              label={t("facts.publisher")}
              defaultValue={fact?.publisher}
              maxLength={200}
            />
            <TextField
              name="url"
              label={t("facts.url")}
              type="url"
              inputMode="url"
              defaultValue={fact?.url}
              maxLength={1000}
            />
            <TextField
              name="year"
              label={t("facts.year")}
              className="short"
              inputMode="numeric"
              defaultValue={fact?.year}
              maxLength={4}
            />
            <TextField
              name="retrieved_on"
              label={t("facts.retrieved")}
              type="date"
              max={of.today}
              defaultValue={fact?.retrievedOn ?? of.today}
            />
            <TextField
              name="review_by"
              label={t("facts.review")}
              help={t("facts.reviewHelp")}
              type="date"
              defaultValue={fact?.reviewBy ?? addDays(of.today, 365)}
            />
          </div>
          <PublishChoice locale={locale} isPublished={fact ? fact.publishedAt !== null : true} />
        </EditForm>
      </section>
      {fact && (
        <RemoveForm locale={locale} fields={{ campaign: of.campaign.slug, noun: "fact", id: fact.id }} />
      )}
    </DeskFrame>
  );
}
