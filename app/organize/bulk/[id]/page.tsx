import "../../../styles/account.css";
import "../../../styles/bulk.css";
import type { Metadata } from "next";
import { type Saved, savedCondition } from "#lib/organizers/bulk/conditions.ts";
import { preview } from "#lib/organizers/bulk/preview.ts";
import { runsOf } from "#lib/organizers/bulk/runs.ts";
import { deskEditionOf } from "#lib/organizers/desk-edition.ts";
import type { Scope } from "#lib/organizers/scope.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { words } from "#lib/words.ts";
import { DeskFrame } from "../../desk-frame.tsx";
import { oneOf } from "../../one-of.ts";
import { Parts } from "../parts.tsx";
import { PreviewPanel } from "../preview-panel.tsx";
import { RunPanel } from "../run-panel.tsx";
import { RunsTable } from "../runs-table.tsx";
import { SamplePanel } from "../sample-panel.tsx";

type Asked = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ id: string }>; searchParams: Promise<Asked> };

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("pledges.bulk");
  return { title: words(lang, "bulk")("title") };
}

/** A condition that was kept: what it meets at this moment, and what was done by it. */
export default async function SavedBulkPage({ params, searchParams }: Props) {
  const scope = await requireScope("pledges.bulk");
  const [{ id }, asked] = await Promise.all([params, searchParams]);
  const saved = await savedCondition(scope, id);
  const t = words(scope.lang, "bulk");
  return (
    <DeskFrame
      scope={scope}
      current="bulk"
      title={saved?.name ?? t("title")}
      beside={<a href="/organize/bulk">{t("back")}</a>}
    >
      {saved ? (
        <SavedBulk scope={scope} asked={asked} saved={saved} />
      ) : (
        <p className="desk-empty">{t("removed")}</p>
      )}
    </DeskFrame>
  );
}

async function SavedBulk({ scope, asked, saved }: { scope: Scope; asked: Asked; saved: Saved }) {
  const { id, editionId, condition } = saved;
  const locale = scope.lang;
  const t = words(locale, "bulk");
  const [found, shown, runs] = await Promise.all([
    deskEditionOf(scope, "pledges.bulk", editionId),
    preview(scope, editionId, condition),
    runsOf(scope, { editionId, conditionId: id }),
  ]);
  const timeZone = found?.edition.timeZone ?? "UTC";
  return (
    <>
      <section className="desk-panel" aria-labelledby="which">
        <h2 id="which">{t("which")}</h2>
        <Parts locale={locale} condition={condition} timeZone={timeZone} />
      </section>
      <div className="desk-grid">
        <PreviewPanel locale={locale} met={shown.met} />
        <RunPanel
          locale={locale}
          met={shown.met}
          fields={{ condition: id }}
          reason={oneOf(asked, "reason")}
          problem={oneOf(asked, "problem")}
        />
        <SamplePanel locale={locale} sample={shown.sample} timeZone={timeZone} />
      </div>
      {runs.length > 0 && (
        <section className="desk-panel" aria-labelledby="runs">
          <h2 id="runs">{t("runs")}</h2>
          <RunsTable locale={locale} runs={runs} timeZone={timeZone} />
        </section>
      )}
    </>
  );
}
