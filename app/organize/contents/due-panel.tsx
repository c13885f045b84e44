import { addDays } from "#lib/contents/days.ts";
import { isStale } from "#lib/contents/hotline-rules.ts";
import type { Board } from "#lib/organizers/contents/board.ts";
import { type Locale, words } from "#lib/words.ts";

/** What somebody has to look at again; nothing where nothing is. */
export function DuePanel({ locale, board }: { locale: Locale; board: Board }) {
  const t = words(locale, "contents");
  const { facts, hotlines, today } = board;
  const published = facts.filter((fact) => fact.publishedAt);
  const due = published.filter((fact) => fact.reviewBy <= today).length;
  const soon = published.filter((fact) => fact.reviewBy <= addDays(today, 30)).length - due;
  const stale = hotlines.filter((hotline) => isStale(hotline.verifiedOn, today)).length;
  if (due + soon + stale === 0) return null;
  return (
    <section className="desk-panel alarm" aria-labelledby="due">
      <h2 id="due">{t("due.title")}</h2>
      <ul className="desk-lines">
        {stale > 0 && (
          <li>
            <a href="#hotlines">{t("due.hotlines", { count: stale })}</a>
          </li>
        )}
        {due > 0 && (
          <li>
            <a href="#facts">{t("due.facts", { count: due })}</a>
          </li>
        )}
        {soon > 0 && (
          <li>
            <a href="#facts">{t("due.soon", { count: soon })}</a>
          </li>
        )}
      </ul>
    </section>
  );
}
