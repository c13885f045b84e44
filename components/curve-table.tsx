type Column = { id: string; year: number; totals: (number | undefined)[] };
type Props = {
  /** By day of the edition; the first of each is the count before its first day and has no row. */
  columns: Column[];
  className: string;
  number: (value: number) => string;
  words: { summary: string; day: string };
};

/** What the curves show, for those who would rather read it: a row a day, a column an edition. */
export function CurveTable({ columns, className, number, words }: Props) {
  const last = Math.max(...columns.map(({ totals }) => totals.length - 1));
  const days = Array.from({ length: last }, (_, index) => index + 1);
  return (
    <details>
      <summary>{words.summary}</summary>
      <table className={className}>
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            {columns.map(({ id, year }) => (
              <th key={id} scope="col" className="n">
                {year}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day}>
              <th scope="row">{number(day)}</th>
              {columns.map(({ id, totals }) => {
                const total = totals[day];
                return (
                  <td key={id} className="n">
                    {total !== undefined && number(total)}
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
