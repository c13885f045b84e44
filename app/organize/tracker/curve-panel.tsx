import { CurveChart } from "#components/curve-chart.tsx";
import { CurveTable } from "#components/curve-table.tsx";
import type { Forecast } from "#lib/organizers/tracker/forecast-rules.ts";
import { type CurvePoint, curveOf, lastDay } from "#lib/tallies/curve-rules.ts";
import type { EditionHistory } from "#lib/tallies/history.ts";
import { number, words } from "#lib/words.ts";
import { Panel } from "./panel.tsx";
import { csvOf, type View } from "./view.ts";

type Props = { view: View; editions: EditionHistory[]; forecast: Forecast };
type Drawn = { edition: EditionHistory; points: CurvePoint[] };

/** The count by day beside those of earlier editions, the even pace, and where it may lead. */
export function CurvePanel({ view, editions, forecast }: Props) {
  const t = words(view.locale, "desk");
  const title = t("tracker.curve.title");
  const drawn = editions
    .map((edition) => ({ edition, points: curveOf(edition, view.now) }))
    .filter(({ points }) => points.length > 0);
  return (
    <Panel
      id="curves"
      title={title}
      csv={csvOf(view, "days", { label: t("tracker.csv"), name: t("tracker.csvOf", { title }) })}
      isWide
    >
      {drawn.length === 0 ? (
        <p className="desk-empty">{t("tracker.curve.none")}</p>
      ) : (
        <>
          <p className="desk-note">{t("tracker.curve.text")}</p>
          <div className="desk-curve">
            <Chart view={view} drawn={drawn} forecast={forecast} />
            <SameDay view={view} drawn={drawn} />
          </div>
          <CurveTable
            columns={drawn.map(({ edition, points }) => ({
              id: edition.id,
              year: edition.year,
              totals: points.map(({ total }) => total),
            }))}
            className="desk-table"
            number={(value) => number(view.locale, value)}
            words={{ summary: t("tracker.table"), day: t("tracker.curve.day") }}
          />
        </>
      )}
    </Panel>
  );
}

function Chart({ view, drawn, forecast }: { view: View; drawn: Drawn[]; forecast: Forecast }) {
  const { locale, edition } = view;
  const t = words(locale, "desk");
  const n = (value: number) => number(locale, value);
  const last = lastDay(edition);
  const isCurrent = (one: EditionHistory) => one.id === edition.id;
  const curves = drawn.map(({ edition: one, points }) => ({
    key: String(one.year),
    label: `${one.year}: ${n(points.at(-1)?.total ?? 0)}`,
    points,
    isMain: isCurrent(one),
  }));
  const highest = Math.max(...curves.flatMap(({ points }) => points.map(({ total }) => total)));
  const outlook =
    forecast.state === "range" && drawn.some((one) => isCurrent(one.edition))
      ? {
          x: last,
          low: forecast.low,
          high: forecast.high,
          label: t("tracker.curve.outlook", { low: n(forecast.low), high: n(forecast.high) }),
        }
      : null;
  const top = Math.max(highest, outlook?.high ?? 0);
  // Far below the goal the line leaves the picture at its upper edge; further below it would be a wall.
  const reach = edition.goal <= top * 3 ? 1 : top / edition.goal;
  const pace = {
    key: "pace",
    label: t("tracker.curve.pace"),
    points: [
      { x: 0, total: 0 },
      { x: last * reach, total: edition.goal * reach },
    ],
    isMain: false,
    isPace: true,
  };
  const list = drawn.map(({ edition: one, points }) => {
    const { x, total } = points.at(-1) ?? { x: 0, total: 0 };
    return t("tracker.curve.edition", { year: String(one.year), count: n(total), days: x });
  });
  const said = [...list, ...(outlook ? [outlook.label] : [])].join("; ");
  return (
    <CurveChart
      id="tracked"
      days={Math.max(last, ...drawn.map(({ points }) => points.length - 1))}
      curves={reach < 0.1 ? curves : [...curves, pace]}
      goal={{ value: edition.goal, label: t("tracker.curve.goal", { goal: n(edition.goal) }) }}
      outlook={outlook}
      words={{
        title: t("tracker.curve.title"),
        desc: t("tracker.curve.desc", { list: said }),
        days: t("tracker.curve.day"),
        number: n,
      }}
    />
  );
}

/** Where each edition stood at the end of the day that the current one has come to. */
function SameDay({ view, drawn }: { view: View; drawn: Drawn[] }) {
  const t = words(view.locale, "desk");
  const today = drawn.find(({ edition }) => edition.id === view.edition.id)?.points.at(-1);
  if (!today || drawn.length < 2) return null;
  return (
    <div>
      <h3>{t("tracker.curve.sameDay", { day: number(view.locale, today.x) })}</h3>
      <dl className="desk-list">
        {drawn.map(({ edition, points }) => (
          <div key={edition.id}>
            <dt>{edition.year}</dt>
            <dd className="desk-figure">
              {number(view.locale, (points[today.x] ?? points.at(-1))?.total ?? 0)}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
