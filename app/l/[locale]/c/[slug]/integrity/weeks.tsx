import { WeekBars } from "#components/week-bars.tsx";
import type { Week } from "#lib/pledges/integrity.ts";
import { type Locale, number, shortDay, words } from "#lib/words.ts";

/** So many weeks fit into the picture; the table has all. */
const DRAWN = 20;

/** What came in by week, and what of it was confirmed. */
export function Weeks({ locale, weeks }: { locale: Locale; weeks: Week[] }) {
  const t = words(locale, "integrity");
  return (
    <section className="grid gap-4" aria-labelledby="weeks">
      <h2 id="weeks">{t("weeksTitle")}</h2>
      <p>{t(weeks.length > 0 ? "weeksText" : "weeksNone")}</p>
      {weeks.length > 0 && (
        <>
          <Picture locale={locale} weeks={weeks.slice(-DRAWN)} />
          <Table locale={locale} weeks={weeks} />
          <p className="quiet small">{t("weeksNote")}</p>
        </>
      )}
    </section>
  );
}

function Picture({ locale, weeks }: { locale: Locale; weeks: Week[] }) {
  const t = words(locale, "integrity");
  const highest = Math.max(...weeks.flatMap(({ submitted, confirmed }) => [submitted, confirmed]));
  const day = (week: Week | undefined) => (week ? shortDay(locale, week.week) : "");
  return (
    <div className="grid gap-2">
      <WeekBars
        id="week-bars"
        title={t("weeksPicture")}
        desc={t("weeksPictureDesc")}
        bars={weeks.map(({ week, submitted, confirmed }) => ({
          key: week,
          outer: submitted,
          inner: confirmed,
        }))}
        ends={[day(weeks[0]), day(weeks.at(-1))]}
        highest={number(locale, highest)}
      />
      <ul className="key">
        <li>
          <Mark className="key-outer" /> {t("submitted")}
        </li>
        <li>
          <Mark className="key-inner" /> {t("confirmed")}
        </li>
      </ul>
    </div>
  );
}

function Mark({ className }: { className: string }) {
  return (
    <svg viewBox="0 0 12 12" aria-hidden="true">
      <rect className={className} x="1" y="1" width="10" height="10" />
    </svg>
  );
}

const COLUMNS = ["submitted", "confirmed", "duplicate", "held", "withdrawn", "reinstated"] as const;

function Table({ locale, weeks }: { locale: Locale; weeks: Week[] }) {
  const t = words(locale, "integrity");
  const invalidated = (week: Week) => Object.values(week.invalidated).reduce((sum, count) => sum + count, 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1).
    <section className="table-scroll" aria-label={t("weeksTable")} tabIndex={0}>
      <table className="figures dense">
        <thead>
          <tr>
            <th scope="col">{t("week")}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className="n">
                {t(column)}
              </th>
            ))}
            <th scope="col" className="n">
              {t("invalidated")}
            </th>
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.week}>
              <th scope="row">{shortDay(locale, week.week)}</th>
              {COLUMNS.map((column) => (
                <td key={column} className="n">
                  {number(locale, week[column])}
                </td>
              ))}
              <td className="n">{number(locale, invalidated(week))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
