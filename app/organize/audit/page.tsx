import "../../styles/audit.css";
import type { Metadata } from "next";
import { type AuditFilter, readAuditFilter, readCursor } from "#lib/audit/filter.ts";
import { readAuditLog } from "#lib/organizers/audit-log.ts";
import { may } from "#lib/organizers/scope.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { deskTimeZone } from "#lib/organizers/time-zone.ts";
import { words } from "#lib/words.ts";
import { DeskFrame } from "../desk-frame.tsx";
import { Events } from "./events.tsx";
import { ExportForm } from "./export-form.tsx";
import { FilterForm } from "./filter-form.tsx";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("audit.read");
  return { title: words(lang, "audit")("title") };
}

/** Who did what, the newest first. The filter stands in the address, so that a view of the log can be passed on. */
export default async function AuditPage({ searchParams }: Props) {
  const scope = await requireScope("audit.read");
  const asked = await searchParams;
  const { filter, wrong } = readAuditFilter(asked);
  const after = readCursor(asked.after);
  const timeZone = await deskTimeZone();
  const { events, next, people, names } = await readAuditLog(scope, filter, { after, timeZone });
  const t = words(scope.lang, "audit");
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <DeskFrame scope={scope} current="audit" title={t("title")}>
      <p className="desk-note">{t("intro")}</p>
      <FilterForm locale={scope.lang} filter={filter} wrong={wrong} names={people} timeZone={timeZone} />
      {events.length === 0 ? (
        <p className="desk-empty">{t(isFiltered || after ? "emptyFilter" : "empty")}</p>
      ) : (
        <Events locale={scope.lang} events={events} names={names} timeZone={timeZone} />
      )}
      {(next || after) && (
        <nav className="actions" aria-label={t("title")}>
          {after && (
            <a className="button calm" href={addressOf(filter)}>
              {t("newest")}
            </a>
          )}
          {next && (
            <a className="button calm" href={addressOf(filter, next)} rel="next">
              {t("older")}
            </a>
          )}
        </nav>
      )}
      {may(scope, "exports.make") && events.length > 0 && <ExportForm locale={scope.lang} filter={filter} />}
    </DeskFrame>
  );
}

function addressOf(filter: AuditFilter, after?: string): string {
  const query = new URLSearchParams({ ...filter, ...(after && { after }) }).toString();
  return query ? `/organize/audit?${query}` : "/organize/audit";
}
