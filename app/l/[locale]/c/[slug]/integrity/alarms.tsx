import type { PublicAlarm } from "#lib/alarms/alarms.ts";
import { type Locale, moment, number, words } from "#lib/words.ts";

/** What is wrong just now, said plainly and first. Nothing while nothing is. */
export function Alarms({
  locale,
  alarms,
  timeZone,
}: {
  locale: Locale;
  alarms: PublicAlarm[];
  timeZone: string;
}) {
  if (alarms.length === 0) return null;
  const t = words(locale, "integrity");
  return (
    <section className="note grid gap-3" aria-labelledby="alarms">
      <h2 id="alarms">{t("alarmsTitle")}</h2>
      {alarms.map((alarm) => (
        <div key={alarm.kind}>
          <p>{sentence(locale, alarm)}</p>
          <p className="quiet small">{t("alarmSince", { when: moment(locale, alarm.raisedAt, timeZone) })}</p>
        </div>
      ))}
      <p>{t("alarmsAdvice")}</p>
    </section>
  );
}

function sentence(locale: Locale, { kind, detail }: PublicAlarm): string {
  const t = words(locale, "integrity");
  if (kind !== "restored") return t(`alarm_${kind}`);
  const lost = detail.lost as { from: number; to: number } | null;
  if (detail.isHeadOld) return t("alarm_restoredMaybe");
  return lost
    ? t("alarm_restored", { count: number(locale, lost.to - lost.from + 1) })
    : t("alarm_restoredUnknown");
}
