import { sizeOf } from "#lib/backups/size.ts";
import type { DatabaseHealth } from "#lib/organizers/health/database.ts";
import { type Locale, number, words } from "#lib/words.ts";
import { SlowTable } from "./slow-table.tsx";

/** How large the database is, what makes it so, and what it spends its time on. */
export function DatabasePanel({ locale, database }: { locale: Locale; database: DatabaseHealth }) {
  const t = words(locale, "health");
  const { size, connections, connectionLimit, tables } = database;
  return (
    <section className="desk-panel wide" id="database" aria-labelledby="database-title">
      <h2 id="database-title">{t("database.title")}</h2>
      <dl className="desk-facts">
        <div>
          <dt>{t("database.size")}</dt>
          <dd>{sizeOf(locale, size)}</dd>
        </div>
        <div>
          <dt>{t("database.connections")}</dt>
          <dd>{t("database.connectionsOf", { count: connections, limit: connectionLimit })}</dd>
        </div>
      </dl>
      <div className="health-tables">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        <section className="desk-scroll" tabIndex={0} aria-label={t("database.tables")}>
          <table className="desk-table">
            <caption>{t("database.tables")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("database.table")}</th>
                <th scope="col" className="n">
                  {t("database.rows")}
                </th>
                <th scope="col" className="n">
                  {t("database.tableSize")}
                </th>
              </tr>
            </thead>
            <tbody>
              {tables.map((table) => (
                <tr key={table.name}>
                  <th scope="row">{table.name}</th>
                  <td className="n">{number(locale, table.rows)}</td>
                  <td className="n">{sizeOf(locale, table.size)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        <SlowTable locale={locale} slow={database.slow} />
      </div>
    </section>
  );
}
