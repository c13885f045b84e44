import type { Backup } from "#lib/backups/queries.ts";
import { sizeOf } from "#lib/backups/size.ts";
import { moment, number, words } from "#lib/words.ts";
import type { View } from "./view.ts";

/** The last backups, those that failed among them. */
export function BackupTable({ view: { locale, timeZone }, backups }: { view: View; backups: Backup[] }) {
  const t = words(locale, "health");
  const bytes = (size: number | null) => (size === null ? "–" : sizeOf(locale, size));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="desk-scroll" tabIndex={0} aria-label={t("backups.caption")}>
      <table className="desk-table health-backups">
        <caption>{t("backups.caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("backups.when")}</th>
            <th scope="col">{t("backups.state")}</th>
            <th scope="col" className="n">
              {t("backups.size")}
            </th>
            <th scope="col" className="n">
              {t("backups.position")}
            </th>
            <th scope="col">{t("backups.file")}</th>
          </tr>
        </thead>
        <tbody>
          {backups.map((backup) => (
            <tr key={backup.id}>
              <th scope="row">{moment(locale, backup.startedAt, timeZone)}</th>
              <td className={backup.state === "failed" ? "desk-warning" : undefined}>
                {t(`backups.states.${backup.state}`, { code: backup.error ?? "" })}
              </td>
              <td className="n">{bytes(backup.size)}</td>
              <td className="n">{backup.position === null ? "–" : number(locale, backup.position)}</td>
              <td>
                <small>{backup.file?.split("/").at(-1) ?? "–"}</small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
