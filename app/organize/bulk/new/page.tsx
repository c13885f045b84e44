import "../../../styles/account.css";
import "../../../styles/bulk.css";
import type { Metadata } from "next";
import { preview } from "#lib/organizers/bulk/preview.ts";
import { type DeskEdition, deskEdition } from "#lib/organizers/desk-edition.ts";
import type { Scope } from "#lib/organizers/scope.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { readCondition, writeCondition } from "#lib/pledges/bulk/condition.ts";
import { words } from "#lib/words.ts";
import { DeskFrame } from "../../desk-frame.tsx";
import { oneOf } from "../../one-of.ts";
import { ConditionForm, typedCondition } from "../condition-form.tsx";
import { EditionLinks } from "../edition-links.tsx";
import { Parts } from "../parts.tsx";
import { PreviewPanel } from "../preview-panel.tsx";
import { RunPanel } from "../run-panel.tsx";
import { SamplePanel } from "../sample-panel.tsx";

type Asked = Record<string, string | string[] | undefined>;
type Props = { searchParams: Promise<Asked> };

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("pledges.bulk");
  return { title: words(lang, "bulk")("newTitle") };
}

/** A condition, what it meets, and the button: a flood from one domain is dealt with on this page alone. */
export default async function NewBulkPage({ searchParams }: Props) {
  const scope = await requireScope("pledges.bulk");
  const asked = await searchParams;
  const found = await deskEdition(scope, "pledges.bulk", {
    campaign: oneOf(asked, "campaign"),
    year: oneOf(asked, "year"),
  });
  const t = words(scope.lang, "bulk");
  return (
    <DeskFrame
      scope={scope}
      current="bulk"
      title={t("newTitle")}
      beside={<a href="/organize/bulk">{t("back")}</a>}
    >
      {found ? (
        <NewBulk scope={scope} asked={asked} found={found} />
      ) : (
        <p className="desk-empty">{t("noEdition")}</p>
      )}
    </DeskFrame>
  );
}

async function NewBulk({ scope, asked, found }: { scope: Scope; asked: Asked; found: DeskEdition }) {
  const { edition, campaign } = found;
  const { timeZone, year } = edition;
  const locale = scope.lang;
  const t = words(locale, "bulk");
  const typed = typedCondition(asked);
  const read = readCondition((name) => typed[name as keyof typeof typed], timeZone);
  const isAsked = Object.keys(typed).length > 0;
  // What was read is shown as it was understood; what could not be read as it was typed.
  const shown = { ...typed, ...writeCondition(read.condition, timeZone) };
  const form = (
    <ConditionForm
      locale={locale}
      typed={shown}
      wrong={read.ok ? [] : read.wrong}
      campaign={campaign.slug}
      year={year}
      timeZone={timeZone}
    />
  );
  if (!read.ok)
    return (
      <>
        <EditionLinks label={t("editions")} found={found} page="/organize/bulk/new" />
        {isAsked && (
          <p className="desk-said wrong" role="alert">
            {read.wrong.length > 0
              ? t("problem.wrong", { names: read.wrong.map((name) => t(`field.${name}`)).join(", ") })
              : t("problem.empty")}
          </p>
        )}
        <section className="desk-panel" aria-labelledby="which">
          <h2 id="which">{t("which")}</h2>
          {form}
        </section>
      </>
    );
  const shownNow = await preview(scope, edition.id, read.condition);
  return (
    <>
      <section className="desk-panel" aria-labelledby="which">
        <h2 id="which">{t("which")}</h2>
        <Parts locale={locale} condition={read.condition} timeZone={timeZone} />
        <details>
          <summary>{t("change")}</summary>
          {form}
        </details>
      </section>
      <div className="desk-grid">
        <PreviewPanel locale={locale} met={shownNow.met} />
        <RunPanel
          locale={locale}
          met={shownNow.met}
          fields={{ campaign: campaign.slug, year: String(year), ...shown }}
          reason={oneOf(asked, "reason")}
          problem={oneOf(asked, "problem")}
        />
        <SamplePanel locale={locale} sample={shownNow.sample} timeZone={timeZone} />
      </div>
    </>
  );
}
