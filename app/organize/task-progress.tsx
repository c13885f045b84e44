import "../styles/tasks.css";
import { taskView } from "#lib/organizers/task-view.ts";
import type { Task } from "#lib/tasks/queries.ts";
import { type Locale, words } from "#lib/words.ts";
import { TaskLive } from "./task-live.tsx";

type Props = {
  locale: Locale;
  task: Task;
  now: Date;
  /** The page to come back to after stopping it, without a query: `/organize/exports`. */
  next: string;
  /** Under which name a screen reader finds the bar; "Progress" where nothing is given. */
  label?: string;
};

/**
 * How far a task is. Without script it is that of the moment the page was made, with a link to look again; with it it moves, and
 * the page is loaded anew when the task has ended.
 */
export function TaskProgress({ locale, task, now, next, label }: Props) {
  const t = words(locale, "tasks");
  const view = taskView(locale, task, now);
  const canStop = !view.isOver && view.state !== "stopping";
  return (
    <div className="task">
      <TaskLive src={`/organize/tasks/${task.id}`} label={label ?? t("progress")} view={view} />
      {!view.isOver && (
        <div className="task-actions">
          {canStop && (
            <form method="post" action={`/organize/tasks/${task.id}/stop`}>
              <input type="hidden" name="next" value={next} />
              <button className="button calm" type="submit">
                {t("stop")}
              </button>
            </form>
          )}
          <noscript>
            <a href={next}>{t("reload")}</a>
          </noscript>
        </div>
      )}
    </div>
  );
}
