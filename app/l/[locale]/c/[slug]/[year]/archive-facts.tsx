import type { ReactNode } from "react";
import type { ArchivePage } from "#lib/campaigns/queries.ts";
import type { EditionHistory } from "#lib/tallies/history.ts";
import { date, type Locale, path, words } from "#lib/words.ts";
import { Claims } from "../claims.tsx";
import { collectNotes, Notes } from "../notes.tsx";

type Props = { locale: Locale; page: ArchivePage; edition: EditionHistory };

/** Where the current edition is, what others reported of this one, and where its figures are as data. */
export function ArchiveFacts({ locale, page, edition }: Props) {
  const t = words(locale, "history");
  const { slug } = page.campaign;
  const year = String(edition.year);
  const toPledge = { link: (chunks: ReactNode) => <a href={path(locale, `/c/${slug}`)}>{chunks}</a> };
  return (
    <div className="grid gap-10 no-print">
      <p className="note">
        {page.isCurrent
          ? t.rich(edition.state === "closed" ? "archiveLatest" : "archiveCurrent", { year, ...toPledge })
          : edition.state === "before"
            ? t.rich("archiveFuture", { date: date(locale, edition.opensAt, edition.timeZone), ...toPledge })
            : t.rich("archivePast", toPledge)}
      </p>
      {!edition.isCounted && edition.state === "closed" && !page.isCurrent && (
        <Reported locale={locale} edition={edition} />
      )}
      <p>
        <a href={path(locale, `/c/${slug}/history`)}>{t("history")}</a>
        {edition.isCounted && !page.isCurrent && (
          <>
            {" · "}
            <a href={`/c/${slug}/${year}/count.json`}>{t("yearCount")}</a>
            {" · "}
            <a href={`/c/${slug}/${year}/places.json`}>{t("yearPlaces")}</a>
          </>
        )}
        {page.isCurrent && (
          <>
            {" · "}
            <a href={path(locale, `/c/${slug}/map`)}>{t("map")}</a>
          </>
        )}
      </p>
    </div>
  );
}

function Reported({ locale, edition }: Omit<Props, "page">) {
  const t = words(locale, "history");
  const { notes, noteOf } = collectNotes(locale, edition.reported);
  return (
    <>
      <section className="reported grid gap-3" aria-labelledby="reported">
        <h2 id="reported">{t("archiveReportedTitle")}</h2>
        <p className="quiet">{t(edition.reported.length > 0 ? "archiveReportedText" : "archiveNothing")}</p>
        {edition.reported.length > 0 && <Claims locale={locale} claims={edition.reported} noteOf={noteOf} />}
      </section>
      <Notes locale={locale} notes={notes} />
    </>
  );
}
