import { percentDone, secondsLeft } from "#lib/tasks/progress-rules.ts";
import type { Task, TaskState } from "#lib/tasks/queries.ts";
import { type Locale, number, words } from "#lib/words.ts";

/** How far a task is, in words: what its page shows, and what it asks for again while it is open. */
export type TaskView = {
  state: TaskState;
  /** Nothing will change any more. */
  isOver: boolean;
  /** Whole percent; null while nobody knows. */
  percent: number | null;
  /** "Working: 3,000 of 10,000." */
  said: string;
  /** "About 2 minutes left."; empty while nobody knows. */
  left: string;
};

export function taskView(locale: Locale, task: Task, now: Date): TaskView {
  const t = words(locale, "tasks");
  const isOver = task.endedAt !== null;
  const done = number(locale, task.done);
  const seconds = task.state === "running" ? secondsLeft(task, now) : null;
  const progress =
    task.total === null ? t("doneSoFar", { done }) : t("doneOf", { done, total: number(locale, task.total) });
  const state = t(`state.${task.state}`);
  const code = task.state === "failed" && task.error ? ` ${t("code", { code: task.error })}` : "";
  const isCounted = task.state === "running" || task.state === "stopping" || task.state === "stopped";
  return {
    state: task.state,
    isOver,
    percent: task.state === "finished" ? 100 : percentDone(task),
    said: `${state}${isCounted && task.done > 0 ? ` ${progress}` : ""}${code}`,
    left: seconds === null ? "" : leftOf(locale, seconds),
  };
}

/** Coarse, because it is a guess: seconds below a minute and a half, then minutes, then hours. */
function leftOf(locale: Locale, seconds: number): string {
  const t = words(locale, "tasks");
  if (seconds < 90) return t("seconds", { count: Math.max(1, seconds) });
  if (seconds < 90 * 60) return t("minutes", { count: Math.round(seconds / 60) });
  return t("hours", { count: Math.round(seconds / 3_600) });
}
