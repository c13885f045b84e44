import { strokeUnit, TallyProgress } from "#components/tally-progress.tsx";
import { progress } from "#lib/campaigns/goal-rules.ts";
import type { Forecast } from "#lib/organizers/tracker/forecast-rules.ts";
import type { Pace } from "#lib/organizers/tracker/pace-rules.ts";
import type { Figures } from "#lib/tallies/queries.ts";
import { number, words } from "#lib/words.ts";
import { LiveFigure } from "./live.tsx";
import { Facts, Panel } from "./panel.tsx";
import { numbersOf, streamOf, type View } from "./view.ts";

type Props = { view: View; figures: Figures; pace: Pace; forecast: Forecast };

/** The number against its goal, and what is to be expected of it. */
export function NumberPanel({ view, figures, pace, forecast }: Props) {
  const { locale, edition } = view;
  const t = words(locale, "desk");
  const n = (value: number) => number(locale, value);
  const { percent, drawn } = progress(figures.verified, edition.goal);
  const live = { src: streamOf(view), locale: numbersOf(locale) };
  const paceShown =
    pace.ahead === 0
      ? t("tracker.number.even")
      : t(`tracker.number.${pace.ahead > 0 ? "ahead" : "behind"}`, { count: n(Math.abs(pace.ahead)) });
  return (
    <Panel id="number" title={t("tracker.number.title")} isWide>
      <div className="desk-number">
        <div className="grid gap-2">
          <p className="desk-numeral">
            <LiveFigure {...live} name="verified" value={figures.verified} />
          </p>
          <p>
            {t("tracker.number.men", { count: figures.verified })}
            {" · "}
            <b>{t("tracker.number.ofGoal", { percent: n(percent), goal: n(edition.goal) })}</b>
          </p>
          <TallyProgress
            count={drawn}
            goal={edition.goal}
            label={t("tracker.number.progress", { count: n(figures.verified), goal: n(edition.goal) })}
          />
          <p className="desk-note">{t("tracker.number.strokeUnit", { unit: n(strokeUnit(edition.goal)) })}</p>
        </div>
        <Facts
          facts={[
            {
              key: "today",
              label: t("tracker.number.today"),
              value: <LiveFigure {...live} name="today" value={figures.today} />,
            },
            ...(pace.perDay === null
              ? pace.state === "open"
                ? [
                    {
                      key: "reached",
                      label: t("tracker.number.perDay"),
                      value: t("tracker.number.goalReached"),
                    },
                  ]
                : []
              : [{ key: "perDay", label: t("tracker.number.perDay"), value: n(pace.perDay) }]),
            ...(forecast.state === "range"
              ? [{ key: "usual", label: t("tracker.number.usual"), value: n(forecast.perDay) }]
              : []),
            ...(pace.state === "open"
              ? [
                  { key: "pace", label: t("tracker.number.pace"), value: paceShown },
                  { key: "close", label: t("tracker.number.close"), value: closeShown(view, forecast) },
                  {
                    key: "left",
                    label: t("tracker.number.daysLeft", { days: pace.daysLeft }),
                    value: n(pace.daysLeft),
                  },
                ]
              : []),
            {
              key: "supporters",
              label: t("tracker.number.supporters"),
              value: <LiveFigure {...live} name="supporters" value={figures.supporters} />,
            },
            { key: "pending", label: t("tracker.number.pending"), value: n(figures.pending) },
          ]}
        />
      </div>
      {pace.state === "open" && (
        <details>
          <summary>{t("tracker.number.howTitle")}</summary>
          <p>{t("tracker.number.expected", { count: n(pace.expected) })}</p>
          <p>{t("tracker.number.howPace")}</p>
          <p>{t("tracker.number.howForecast")}</p>
        </details>
      )}
    </Panel>
  );
}

function closeShown({ locale }: View, forecast: Forecast): string {
  const t = words(locale, "desk");
  if (forecast.state !== "range") return t("tracker.number.tooEarly");
  const { low, high } = forecast;
  return low === high
    ? number(locale, low)
    : t("tracker.number.range", { low: number(locale, low), high: number(locale, high) });
}
