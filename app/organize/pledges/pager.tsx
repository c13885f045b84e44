import type { PledgeListPage } from "#lib/organizers/pledges/list.ts";
import { WALK } from "#lib/organizers/pledges/list-sql.ts";
import { number, words } from "#lib/words.ts";
import { type ListView, shortMoment } from "./view.ts";

type Props = ListView & { page: PledgeListPage; newest: string | null; next: string | null };

/** To the older ones and back to the newest, without a number of pages: nobody has counted them. */
export function Pager({ locale, timeZone, page, newest, next }: Props) {
  const t = words(locale, "pledges");
  const { lookedBackTo } = page;
  if (!newest && !next) return null;
  return (
    <>
      {lookedBackTo && (
        <p className="desk-note">
          {t("list.looked", {
            count: number(locale, WALK),
            when: shortMoment(locale, lookedBackTo, timeZone),
          })}
        </p>
      )}
      <nav className="actions" aria-label={t("title")}>
        {newest && (
          <a className="button calm" href={newest}>
            {t("list.newest")}
          </a>
        )}
        {next && (
          <a className="button calm" href={next} rel="next" aria-keyshortcuts="Alt+O">
            {t(lookedBackTo ? "list.further" : "list.older")}
          </a>
        )}
      </nav>
    </>
  );
}
