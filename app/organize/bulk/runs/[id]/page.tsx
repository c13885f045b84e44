import "../../../../styles/account.css";
import "../../../../styles/bulk.css";
import type { Metadata } from "next";
import { now } from "#lib/clock.ts";
import { type RunView, runView } from "#lib/organizers/bulk/runs.ts";
import { deskEditionOf } from "#lib/organizers/desk-edition.ts";
import type { Scope } from "#lib/organizers/scope.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { isReason } from "#lib/pledges/reasons.ts";
import { moment, number, texts, words } from "#lib/words.ts";
import { DeskFrame } from "../../../desk-frame.tsx";
import { oneOf } from "../../../one-of.ts";
import { TaskProgress } from "../../../task-progress.tsx";
import { Parts } from "../../parts.tsx";
import { UndoPanel } from "./undo-panel.tsx";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("pledges.bulk");
  return { title: words(lang, "bulk")("runTitle") };
}

/** One run: how far it is, what it did, and the button that takes it back. */
export default async function BulkRunPage({ params, searchParams }: Props) {
  const scope = await requireScope("pledges.bulk");
  const [{ id }, asked] = await Promise.all([params, searchParams]);
  const run = await runView(scope, id);
  const t = words(scope.lang, "bulk");
  const problem = oneOf(asked, "problem");
  return (
    <DeskFrame
      scope={scope}
      current="bulk"
      title={run?.name ?? t("runTitle")}
      beside={<a href="/organize/bulk">{t("back")}</a>}
    >
      {problem && Object.hasOwn(texts(scope.lang, "bulk").problem, problem) && (
        <p className="desk-said wrong" role="alert">
          {t(`problem.${problem as "running"}`)}
        </p>
      )}
      {run ? <Run scope={scope} run={run} /> : <p className="desk-empty">{t("problem.unknown")}</p>}
    </DeskFrame>
  );
}

async function Run({ scope, run }: { scope: Scope; run: RunView }) {
  const locale = scope.lang;
  const t = words(locale, "bulk");
  const reasons = words(locale, "integrity");
  const found = await deskEditionOf(scope, "pledges.bulk", run.editionId);
  const timeZone = found?.edition.timeZone ?? "UTC";
  const page = `/organize/bulk/runs/${run.id}`;
  const reason = isReason(run.reason) ? reasons(`reason_${run.reason}`) : run.reason;
  const { invalidated } = run.counts;
  return (
    <>
      <section className="desk-panel" aria-labelledby="done">
        <h2 id="done">{t("runTitle")}</h2>
        <Parts locale={locale} condition={run.condition} timeZone={timeZone} />
        <p>{t("because", { reason })}</p>
        {run.task && (
          <TaskProgress locale={locale} task={run.task} now={now()} next={page} label={t("progress")} />
        )}
        {run.task?.endedAt && (
          <p className="desk-figure">
            {t("result", { count: invalidated, shown: number(locale, invalidated) })}
          </p>
        )}
        <p className="desk-note">
          {t("asked", { who: run.by ?? t("somebody"), when: moment(locale, run.until, timeZone) })}
        </p>
      </section>
      {run.task?.endedAt && invalidated > 0 && <UndoPanel locale={locale} run={run} page={page} />}
    </>
  );
}
