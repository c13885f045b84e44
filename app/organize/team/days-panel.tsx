import { ShareBar } from "#components/share-bar.tsx";
import type { TeamDay } from "#lib/organizers/teams/rules.ts";
import { SHOWN_FROM } from "#lib/places/small-places.ts";
import { type Locale, number, words } from "#lib/words.ts";
import { numbersOf } from "../tracker/view.ts";

type Props = { locale: Locale; days: TeamDay[] | null; timeZone: string };

/** The last two weeks, a row a day. */
export function DaysPanel({ locale, days, timeZone }: Props) {
  const t = words(locale, "teamDesk");
  const day = new Intl.DateTimeFormat(numbersOf(locale), {
    weekday: "short",
    month: "short",
    day: "numeric",
    timeZone: "UTC",
  });
  const most = Math.max(1, ...(days ?? []).map(({ men }) => men ?? 0));
  const isSome = days?.some(({ men }) => men !== 0);
  return (
    <section className="desk-panel" aria-labelledby="team-days">
      <h2 id="team-days">{t("days")}</h2>
      {!days && <p className="desk-empty">{t("daysMany")}</p>}
      {days && !isSome && <p className="desk-empty">{t("daysNone")}</p>}
      {days && isSome && (
        <table className="desk-table">
          <caption>{t("daysText", { zone: timeZone })}</caption>
          <thead>
            <tr>
              <th scope="col">{t("day")}</th>
              <th scope="col" className="n">
                {t("menOfDay")}
              </th>
            </tr>
          </thead>
          <tbody>
            {days.map((one) => (
              <tr key={one.day}>
                <th scope="row">
                  {day.format(new Date(one.day))}
                  <ShareBar part={one.men ?? 0} of={most} />
                </th>
                <td className="n">
                  {one.men === null ? t("few", { limit: SHOWN_FROM }) : number(locale, one.men)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
