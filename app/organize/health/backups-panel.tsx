import { sizeOf } from "#lib/backups/size.ts";
import type { HouseBackups } from "#lib/organizers/health/house-backups.ts";
import type { Machine } from "#lib/organizers/health/machine.ts";
import { moment, words } from "#lib/words.ts";
import { TaskProgress } from "../task-progress.tsx";
import { BackupTable } from "./backup-table.tsx";
import type { View } from "./view.ts";

type Props = { view: View; backups: HouseBackups; machine: Machine };

/** When the last backup was made, the button for another one, where they lie, and how one is put back. */
export function BackupsPanel({ view, backups, machine }: Props) {
  const { locale, timeZone } = view;
  const t = words(locale, "health");
  const { last, latest, task, directory } = backups;
  const when = last && moment(locale, last.startedAt, timeZone);
  return (
    <section className="desk-panel wide" id="backups" aria-labelledby="backups-title">
      <h2 id="backups-title">{t("backups.title")}</h2>
      <dl className="desk-list">
        <dt>{t("backups.last")}</dt>
        <dd className={backups.isOverdue ? "desk-warning" : undefined}>
          {last && when
            ? t("backups.lastAt", { when, size: sizeOf(locale, last.size ?? 0) })
            : t("backups.never")}
        </dd>
      </dl>
      {task && task.endedAt === null ? (
        <TaskProgress
          locale={locale}
          task={task}
          now={view.now}
          next="/organize/health"
          label={t("backups.title")}
        />
      ) : (
        <form method="post" action="/organize/health/backup">
          <button className="button calm" type="submit">
            {t("backups.make")}
          </button>
        </form>
      )}
      <p className="desk-note">{t("backups.next")}</p>
      {latest.length === 0 ? (
        <p className="desk-empty">{t("backups.empty")}</p>
      ) : (
        <BackupTable view={view} backups={latest} />
      )}
      <p>{t("backups.elsewhere", { directory })}</p>
      <p className={machine.secretIsHere ? "health-heed" : undefined}>
        {machine.secretIsHere
          ? t("backups.secretHere", { file: `${machine.dataDir}/app-secret` })
          : t("backups.secretThere")}
      </p>
      <details>
        <summary>{t("backups.howTitle")}</summary>
        <p>
          {t("backups.how", { command: "" })}
          <code>npm run restore -- {last?.file ?? "FILE"}</code>
        </p>
        <p>{t("backups.howEmpty")}</p>
      </details>
    </section>
  );
}
