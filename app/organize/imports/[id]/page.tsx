import "../../../styles/account.css";
import "../../../styles/lists.css";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { now } from "#lib/clock.ts";
import type { Checked } from "#lib/imports/check.ts";
import { type ShownImport, shownImport } from "#lib/organizers/imports/queries.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { type Locale, moment, number, texts, words } from "#lib/words.ts";
import { DeskFrame } from "../../desk-frame.tsx";
import { sizeOf } from "../../exports/size.ts";
import { oneOf } from "../../one-of.ts";
import { TaskProgress } from "../../task-progress.tsx";
import { Said } from "../said.tsx";
import { CheckPanel } from "./check-panel.tsx";
import { ColumnsForm } from "./columns-form.tsx";
import { Outcome } from "./outcome.tsx";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("imports.make");
  return { title: words(lang, "imports")("titleOne") };
}

/** One list on its way in: what it is, which column is what, what the check says, how far the import is. */
export default async function ImportPage({ params, searchParams }: Props) {
  const scope = await requireScope("imports.make");
  const shown = await shownImport(scope, (await params).id);
  if (!shown) notFound();
  const { list, check, run } = shown;
  const locale = scope.lang;
  const t = words(locale, "imports");
  const page = `/organize/imports/${list.id}`;
  const isOpen = !list.finishedAt && !list.removedAt;
  const isBusy = [check, run].some((task) => task && !task.endedAt);
  return (
    <DeskFrame
      scope={scope}
      current="imports"
      title={t("titleOne")}
      beside={<a href="/organize/imports">{t("all")}</a>}
    >
      <Said texts={texts(locale, "imports").problem} code={oneOf(await searchParams, "problem")} />
      <Facts locale={locale} shown={shown} />
      {list.removedAt && <p className="desk-empty">{t("thrownAway")}</p>}
      {run && (
        <section className="desk-panel" aria-labelledby="run">
          <h2 id="run">{t("run")}</h2>
          <TaskProgress locale={locale} task={run} now={now()} next={page} label={t("run")} />
          <Outcome locale={locale} list={list} run={run} problems={shown.problems} />
        </section>
      )}
      {check && !list.removedAt && !list.finishedAt && (
        <section className="desk-panel" aria-labelledby="check">
          <h2 id="check">{t("check")}</h2>
          <TaskProgress locale={locale} task={check} now={now()} next={page} label={t("check")} />
          {check.state === "finished" && (
            <CheckPanel locale={locale} shown={shown} checked={check.result as unknown as Checked} />
          )}
        </section>
      )}
      {isOpen && !isBusy && !run && (
        <section className="desk-panel" aria-labelledby="columns">
          <h2 id="columns">{t("columns")}</h2>
          <ColumnsForm locale={locale} shown={shown} />
        </section>
      )}
      {isOpen && !isBusy && (
        <form method="post" action={`${page}/remove`}>
          <button className="button calm" type="submit">
            {t("throwAway")}
          </button>
        </form>
      )}
    </DeskFrame>
  );
}

function Facts({ locale, shown: { list } }: { locale: Locale; shown: ShownImport }) {
  const t = words(locale, "imports");
  const { encoding, delimiter, columns, lines } = list.shape;
  const facts = {
    campaign: `${list.campaign} ${list.year}`,
    uploaded: moment(locale, list.createdAt, list.timeZone),
    size: sizeOf(locale, list.size),
    encoding: t(`encodings.${encoding}`),
    delimiter: t(`delimiters.${DELIMITER_NAMES[delimiter]}`),
    columnCount: number(locale, columns),
    lineCount: number(locale, lines),
    ...(list.evidence && { evidence: t(`evidences.${list.evidence}`) }),
  };
  return (
    <section className="desk-panel" aria-labelledby="facts">
      <h2 id="facts">{t("facts")}</h2>
      <dl className="desk-facts list-facts">
        {Object.entries(facts).map(([name, value]) => (
          <div key={name}>
            <dt>{t(`factNames.${name as keyof typeof facts}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {list.consent && (
        <p>
          <span className="desk-note">{t("consentSaid")}</span> {list.consent}
        </p>
      )}
    </section>
  );
}

const DELIMITER_NAMES = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" } as const;
