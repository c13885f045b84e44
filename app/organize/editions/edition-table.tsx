import { editionState, isFinal } from "#lib/campaigns/rules.ts";
import type { ListedEdition } from "#lib/organizers/editions/queries.ts";
import { date, type Locale, number, words } from "#lib/words.ts";

type Props = {
  locale: Locale;
  campaign: { slug: string; name: string };
  editions: ListedEdition[];
  now: Date;
};

export function EditionTable({ locale, campaign, editions, now }: Props) {
  const t = words(locale, "editions");
  const caption = t("table", { campaign: campaign.name });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
    <section className="desk-scroll" tabIndex={0} aria-label={caption}>
      <table className="desk-table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t("columns.year")}</th>
            <th scope="col">{t("columns.state")}</th>
            <th scope="col" className="n">
              {t("columns.goal")}
            </th>
            <th scope="col" className="n">
              {t("columns.verified")}
            </th>
            <th scope="col">{t("columns.opens")}</th>
            <th scope="col">{t("columns.closes")}</th>
            <th scope="col">{t("columns.text")}</th>
          </tr>
        </thead>
        <tbody>
          {editions.map((edition) => (
            <tr key={edition.id}>
              <th scope="row">
                <a
                  className="edition-year"
                  href={`/organize/editions/${edition.year}?campaign=${campaign.slug}`}
                  aria-label={t("editOf", { year: String(edition.year) })}
                >
                  {edition.year}
                </a>
              </th>
              <td>{t(`states.${isFinal(edition, now) ? "final" : editionState(edition, now)}`)}</td>
              <td className="n">{edition.goal === null ? t("noGoal") : number(locale, edition.goal)}</td>
              <td className="n">{number(locale, edition.verified)}</td>
              <td>{date(locale, edition.opensAt, edition.timeZone)}</td>
              <td>{date(locale, edition.closesAt, edition.timeZone)}</td>
              <td>{t("version", { version: edition.textVersion })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
