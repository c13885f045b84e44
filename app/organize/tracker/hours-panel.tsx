import { WeekBars } from "#components/week-bars.tsx";
import type { Hour } from "#lib/organizers/tracker/hours.ts";
import { number, words } from "#lib/words.ts";
import { Panel } from "./panel.tsx";
import { csvOf, type View } from "./view.ts";

/** Today by hour, before the outline of yesterday. */
export function HoursPanel({ view, hours }: { view: View; hours: Hour[] }) {
  const { locale, edition } = view;
  const t = words(locale, "desk");
  const n = (value: number) => number(locale, value);
  const title = t("tracker.hours.title");
  const sum = (of: "today" | "yesterday") => hours.reduce((total, hour) => total + hour[of], 0);
  const isEmpty = hours.every(({ today, yesterday }) => today === 0 && yesterday === 0);
  // More may be withdrawn in an hour than confirmed: nothing is drawn then.
  const bars = hours.map(({ label, today, yesterday }) => ({
    key: label,
    inner: Math.max(0, today),
    outer: Math.max(0, yesterday),
  }));
  return (
    <Panel
      id="hours"
      title={title}
      csv={csvOf(view, "hours", { label: t("tracker.csv"), name: t("tracker.csvOf", { title }) })}
    >
      {isEmpty ? (
        <p className="desk-empty">{t("tracker.hours.none")}</p>
      ) : (
        <>
          <p className="desk-note">{t("tracker.hours.text", { zone: edition.timeZone })}</p>
          <WeekBars
            id="hour-bars"
            title={title}
            desc={t("tracker.hours.desc", { today: n(sum("today")), yesterday: n(sum("yesterday")) })}
            bars={bars}
            ends={[hours[0]?.label ?? "", hours.at(-1)?.label ?? ""]}
            highest={n(Math.max(...bars.flatMap(({ inner, outer }) => [inner, outer])))}
          />
          <Key today={t("tracker.hours.today")} yesterday={t("tracker.hours.yesterday")} />
          <details>
            <summary>{t("tracker.table")}</summary>
            <table className="desk-table">
              <thead>
                <tr>
                  <th scope="col">{t("tracker.hours.hour")}</th>
                  <th scope="col" className="n">
                    {t("tracker.hours.today")}
                  </th>
                  <th scope="col" className="n">
                    {t("tracker.hours.yesterday")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {hours.map(({ label, today, yesterday, isOver }) => (
                  <tr key={label}>
                    <th scope="row">{label}</th>
                    <td className="n">{isOver || today !== 0 ? n(today) : ""}</td>
                    <td className="n">{n(yesterday)}</td>
                  </tr>
                ))}
                <tr>
                  <th scope="row">{t("tracker.total")}</th>
                  <td className="n">{n(sum("today"))}</td>
                  <td className="n">{n(sum("yesterday"))}</td>
                </tr>
              </tbody>
            </table>
          </details>
        </>
      )}
    </Panel>
  );
}

function Key({ today, yesterday }: { today: string; yesterday: string }) {
  return (
    <ul className="desk-key">
      {[
        ["key-inner", today],
        ["key-outer", yesterday],
      ].map(([name, label]) => (
        <li key={name}>
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <rect className={name} x="1" y="1" width="10" height="10" />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
