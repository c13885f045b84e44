import type { DatabaseHealth } from "#lib/organizers/health/database.ts";
import { type Locale, number, words } from "#lib/words.ts";

/** The dearest statements; without the extension that counts them, what runs for long just now. */
export function SlowTable({ locale, slow }: { locale: Locale; slow: DatabaseHealth["slow"] }) {
  const t = words(locale, "health");
  const isNow = slow.from === "now";
  const title = t(isNow ? "database.slowNow" : "database.slow");
  return (
    <div className="grid gap-3 content-start">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="desk-scroll" tabIndex={0} aria-label={title}>
        <table className="desk-table">
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t("database.statement")}</th>
              {!isNow && (
                <th scope="col" className="n">
                  {t("database.calls")}
                </th>
              )}
              <th scope="col" className="n">
                {t(isNow ? "database.timeNow" : "database.time")}
              </th>
            </tr>
          </thead>
          <tbody>
            {slow.queries.map((one) => (
              <tr key={one.text}>
                <td>
                  <code className="health-code">{one.text}</code>
                </td>
                {!isNow && <td className="n">{number(locale, one.calls ?? 0)}</td>}
                <td className="n">{number(locale, Math.round(one.milliseconds * 10) / 10)}</td>
              </tr>
            ))}
            {slow.queries.length === 0 && (
              <tr>
                <td colSpan={isNow ? 2 : 3}>{t("database.slowNone")}</td>
              </tr>
            )}
          </tbody>
        </table>
      </section>
      {isNow && <p className="desk-note">{t("database.slowHow")}</p>}
    </div>
  );
}
