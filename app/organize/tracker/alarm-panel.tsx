import { type Alarm, isPublic } from "#lib/alarms/alarms.ts";
import { words } from "#lib/words.ts";
import { Alarms } from "../../l/[locale]/c/[slug]/integrity/alarms.tsx";
import { brief, type View } from "./view.ts";

/** What is wrong just now, first of all: what everybody is told, and what only the house must mend. */
export function AlarmPanel({ view, alarms }: { view: View; alarms: Alarm[] }) {
  const { locale, edition } = view;
  const t = words(locale, "desk");
  const open = alarms.filter(isPublic);
  const backup = alarms.find(({ kind }) => kind === "backup");
  if (alarms.length === 0) return null;
  return (
    <div id="alarms" className="grid gap-5">
      {open.length > 0 && (
        <div className="desk-panel alarm">
          <Alarms locale={locale} alarms={open} timeZone={edition.timeZone} />
          <p>{t("tracker.alarmsDo")}</p>
        </div>
      )}
      {backup && (
        <section className="desk-panel alarm" aria-labelledby="alarm-backup">
          <h2 id="alarm-backup">{t("tracker.backupAlarm")}</h2>
          <p>{t("tracker.backupAlarmWhat", { when: brief(locale, backup.raisedAt, edition.timeZone) })}</p>
          <p>
            <a href="/organize/health#backups">{t("tracker.backupAlarmDo")}</a>
          </p>
        </section>
      )}
    </div>
  );
}
