import { now } from "#lib/clock.ts";
import type { RunView } from "#lib/organizers/bulk/runs.ts";
import { type Locale, number, words } from "#lib/words.ts";
import { TaskProgress } from "../../../task-progress.tsx";

type Props = { locale: Locale; run: RunView; page: string };

/** Takes a run back, and says what came of that. */
export function UndoPanel({ locale, run, page }: Props) {
  const t = words(locale, "bulk");
  const { counts, undo } = run;
  const said = (key: "reinstated" | "householdFull" | "touched", count: number) =>
    count > 0 && <p>{t(key, { count, shown: number(locale, count) })}</p>;
  const mayUndo = counts.left > 0 && (!undo || undo.endedAt);
  return (
    <section className="desk-panel" aria-labelledby="undo">
      <h2 id="undo">{t("undoTitle")}</h2>
      {undo && <TaskProgress locale={locale} task={undo} now={now()} next={page} label={t("progressUndo")} />}
      {undo?.endedAt && (
        <div role="status">
          {said("reinstated", counts.reinstated)}
          {said("householdFull", counts.householdFull)}
          {said("touched", counts.changed)}
        </div>
      )}
      {mayUndo && (
        <form className="bulk-form" method="post" action="/organize/bulk/undo">
          <input type="hidden" name="run" value={run.id} />
          <p className="desk-note">{t("undoText")}</p>
          <div className="actions">
            <button className="button calm" type="submit">
              {undo
                ? t("undoRest")
                : t("undoButton", { count: counts.left, shown: number(locale, counts.left) })}
            </button>
          </div>
        </form>
      )}
    </section>
  );
}
