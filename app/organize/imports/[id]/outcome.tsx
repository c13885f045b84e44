import type { ExportFile } from "#lib/exports/files.ts";
import type { Import } from "#lib/imports/queries.ts";
import type { Imported } from "#lib/imports/run.ts";
import type { Task } from "#lib/tasks/queries.ts";
import { type Locale, number, words } from "#lib/words.ts";
import { Codes } from "./codes.tsx";
import { ProblemsButton } from "./problems-button.tsx";

type Props = { locale: Locale; list: Import; run: Task; problems: ExportFile | null };

/** What an import has come to so far, and the way to the men whom it brought. */
export function Outcome({ locale, list, run, problems }: Props) {
  const t = words(locale, "imports");
  const came = (run.result ?? run.cursor) as Imported | null;
  if (!came) return null;
  const here = { campaign: list.slug, year: String(list.year), import: list.id };
  return (
    <>
      <p className="desk-figure">{t("taken", { count: came.taken, shown: number(locale, came.taken) })}</p>
      <Codes locale={locale} counts={came.skipped} caption={t("leftOut")} />
      {came.taken > 0 && (
        <p className="desk-links">
          <a href={`/organize/pledges?${new URLSearchParams(here)}`}>{t("find")}</a>
          <a href={`/organize/bulk/new?${new URLSearchParams(here)}`}>{t("takeBack")}</a>
        </p>
      )}
      {list.finishedAt && <ProblemsButton locale={locale} id={list.id} file={problems} />}
    </>
  );
}
