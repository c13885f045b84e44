import { type Locale, number, words } from "#lib/words.ts";

type Props = { locale: Locale; counts: Record<string, number>; caption: string };

/** Why rows are left out, the most frequent first. */
export function Codes({ locale, counts, caption }: Props) {
  const t = words(locale, "imports");
  const rows = Object.entries(counts).sort(([, a], [, b]) => b - a);
  if (rows.length === 0) return null;
  return (
    <table className="desk-table">
      <caption>{caption}</caption>
      <tbody>
        {rows.map(([code, count]) => (
          <tr key={code}>
            <th scope="row">{t(`problems.${code}` as never)}</th>
            <td className="n">{number(locale, count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
