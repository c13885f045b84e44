import { CurveChart } from "#components/curve-chart.tsx";
import { CurveTable } from "#components/curve-table.tsx";
import { showsFigures } from "#lib/campaigns/goal-rules.ts";
import { now } from "#lib/clock.ts";
import { curveOf, lastDay } from "#lib/tallies/curve-rules.ts";
import type { EditionHistory } from "#lib/tallies/history.ts";
import { type Locale, number, words } from "#lib/words.ts";

type Props = { locale: Locale; editions: EditionHistory[]; current: EditionHistory | null };
export type EditionCurve = { edition: EditionHistory; points: { x: number; total: number }[] };

/** The count by day of each edition that counted anybody. The current one only from the number on that pages show. */
export function CurveSection({ locale, editions, current }: Props) {
  const t = words(locale, "history");
  const time = now();
  const curves = editions
    .filter((edition) => showsFigures(edition.verified, edition, time))
    .map((edition) => ({ edition, points: curveOf(edition, time) }))
    .filter(({ points }) => points.length > 0);
  return (
    <section className="grid gap-4" aria-labelledby="curve">
      <h2 id="curve">{t("curveTitle")}</h2>
      <p className="quiet">{t(curves.length > 0 ? "curveText" : "curveNone")}</p>
      {curves.length > 0 && (
        <>
          <Drawn locale={locale} curves={curves} current={current} />
          <CurveTable
            columns={curves.map(({ edition, points }) => ({
              id: edition.id,
              year: edition.year,
              totals: points.map(({ total }) => total),
            }))}
            className="figures dense"
            number={(value) => number(locale, value)}
            words={{ summary: t("tableCurve"), day: t("day") }}
          />
        </>
      )}
    </section>
  );
}

function Drawn({
  locale,
  curves,
  current,
}: {
  locale: Locale;
  curves: EditionCurve[];
  current: EditionHistory | null;
}) {
  const t = words(locale, "history");
  const n = (value: number) => number(locale, value);
  const said = curves.map(({ edition, points }) => {
    const { x, total } = points.at(-1) ?? { x: 0, total: 0 };
    return t("curveDescEdition", { year: String(edition.year), count: n(total), days: x });
  });
  const goal = current?.goal ?? null;
  const goalSaid = goal === null ? "" : t("curveDescGoal", { goal: n(goal) });
  return (
    <CurveChart
      id="counts"
      days={Math.max(...curves.map(({ edition, points }) => Math.max(lastDay(edition), points.length - 1)))}
      curves={curves.map(({ edition, points }) => ({
        key: String(edition.year),
        label: `${edition.year}: ${n(points.at(-1)?.total ?? 0)}`,
        points,
        isMain: edition.id === current?.id,
      }))}
      goal={goal === null ? null : { value: goal, label: t("curveGoal", { goal: n(goal) }) }}
      words={{
        title: t("curveText"),
        desc: t("curveDesc", { list: said.join("; "), goal: goalSaid }).trim(),
        days: t("day"),
        number: n,
      }}
    />
  );
}
