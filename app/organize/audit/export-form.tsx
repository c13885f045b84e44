import type { AuditFilter } from "#lib/audit/filter.ts";
import { type Locale, words } from "#lib/words.ts";

/** A button and no link: taking the log out is recorded, and whoever follows links must not be able to do that. */
export function ExportForm({ locale, filter }: { locale: Locale; filter: AuditFilter }) {
  const t = words(locale, "audit");
  return (
    <form className="grid justify-items-start gap-2" method="post" action="/organize/audit/csv">
      {Object.entries(filter).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button className="button calm" type="submit">
        {t("export")}
      </button>
      <p className="desk-note">{t("exportNote")}</p>
    </form>
  );
}
