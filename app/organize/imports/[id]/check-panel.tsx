import type { Checked } from "#lib/imports/check.ts";
import type { ShownImport } from "#lib/organizers/imports/queries.ts";
import { type Locale, number, words } from "#lib/words.ts";
import { Codes } from "./codes.tsx";
import { ProblemsButton } from "./problems-button.tsx";

type Props = { locale: Locale; shown: ShownImport; checked: Checked };

/** What the check came to, the first rows that would be left out, the file with all of them, and the button. */
export function CheckPanel({ locale, shown, checked }: Props) {
  const { list, run, problems } = shown;
  const t = words(locale, "imports");
  const { rows, good, problems: counts, first } = checked;
  const canStart = good > 0 && (!run || run.state === "stopped" || run.state === "failed");
  return (
    <>
      <p className="desk-figure">
        {t("good", { good, goodShown: number(locale, good), rows: number(locale, rows) })}
      </p>
      <Codes locale={locale} counts={counts} caption={t("leftOut")} />
      {first.length > 0 && (
        <details>
          <summary>{t("first", { count: first.length })}</summary>
          <ul className="desk-lines">
            {first.map(({ row, column, code }) => (
              <li key={`${row} ${column} ${code}`}>
                {t("rowSays", { row: number(locale, row), said: t(`problems.${code}` as never) })}
              </li>
            ))}
          </ul>
        </details>
      )}
      <div className="list-actions">
        {canStart && (
          <form method="post" action={`/organize/imports/${list.id}/start`}>
            <button className="button" type="submit">
              {t(run ? "goOn" : "start", { count: good, shown: number(locale, good) })}
            </button>
          </form>
        )}
        <ProblemsButton locale={locale} id={list.id} file={problems} />
      </div>
      {canStart && <p className="desk-note">{t("startHelp")}</p>}
    </>
  );
}
