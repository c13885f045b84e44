import type { Work } from "#lib/organizers/health/work.ts";
import { moment, number, words } from "#lib/words.ts";
import { duration } from "./duration.ts";
import type { View } from "./view.ts";

/** Seconds after which the worker is late: it looks about once a second. */
const LATE = 30;

/** Whether the work behind the pages goes on. */
export function WorkPanel({ view: { locale, timeZone }, work }: { view: View; work: Work }) {
  const t = words(locale, "health");
  const when = (at: Date) => moment(locale, at, timeZone);
  const { tallierLag, mailWaiting, mailDue, jobs, reconciliation } = work;
  const isLate = tallierLag > LATE;
  const count = number(locale, mailWaiting);
  return (
    <section className="desk-panel" id="work" aria-labelledby="work-title">
      <h2 id="work-title">{t("work.title")}</h2>
      <dl className="desk-list">
        <dt>{t("work.worker")}</dt>
        <dd className={isLate ? "desk-warning" : undefined}>
          {isLate
            ? t("work.workerLate", { duration: duration(locale, tallierLag) })
            : t("work.workerWell", { seconds: Math.round(tallierLag) })}
        </dd>
        <dt>{t("work.mail")}</dt>
        <dd>
          {mailWaiting === 0
            ? t("work.mailNone")
            : mailDue === null || mailDue < 60
              ? t("work.mailSome", { count })
              : t("work.mailDue", { count, duration: duration(locale, mailDue) })}
        </dd>
        <dt>{t("work.tasks")}</dt>
        <dd>{t("work.tasksOf", { running: work.tasksRunning, waiting: work.tasksWaiting })}</dd>
        <dt>{t("work.jobs")}</dt>
        <dd>
          {jobs?.lastDone ? t("work.jobsAt", { when: when(jobs.lastDone) }) : t("work.jobsNone")}
          {jobs && jobs.failed.length > 0 && (
            <span className="desk-warning"> · {t("work.jobsFailed", { names: jobs.failed.join(", ") })}</span>
          )}
        </dd>
        <dt>{t("work.reconciliation")}</dt>
        <dd className={reconciliation && reconciliation.found > 0 ? "desk-warning" : undefined}>
          {!reconciliation
            ? t("work.reconciliationNone")
            : reconciliation.found === 0
              ? t("work.reconciliationWell", { when: when(reconciliation.at) })
              : t("work.reconciliationFound", { when: when(reconciliation.at), count: reconciliation.found })}
        </dd>
      </dl>
    </section>
  );
}
