import { type Locale, number, words } from "#lib/words.ts";
import type { EditionCurve } from "./curve-section.tsx";

/** What the curves show, for those who would rather read it: a row a day, a column an edition. */
export function CurveTable({ locale, curves }: { locale: Locale; curves: EditionCurve[] }) {
  const t = words(locale, "history");
  const last = Math.max(...curves.map(({ points }) => points.length - 1));
  const days = Array.from({ length: last }, (_, index) => index + 1);
  return (
    <details>
      <summary>{t("tableCurve")}</summary>
      <table className="figures dense">
        <thead>
          <tr>
            <th scope="col">{t("day")}</th>
            {curves.map(({ edition }) => (
              <th key={edition.id} scope="col" className="n">
                {edition.year}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day}>
              <th scope="row">{number(locale, day)}</th>
              {curves.map(({ edition, points }) => {
                const point = points[day];
                return (
                  <td key={edition.id} className="n">
                    {point && number(locale, point.total)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
