import { showsFigures } from "#lib/campaigns/goal-rules.ts";
import { now } from "#lib/clock.ts";
import type { EditionHistory } from "#lib/tallies/history.ts";
import { type Locale, number, words } from "#lib/words.ts";

/** New, renewed and lapsed men of the newest edition that has an earlier one to compare with. */
export function Origins({ locale, editions }: { locale: Locale; editions: EditionHistory[] }) {
  const t = words(locale, "history");
  const edition = editions.find(({ isCounted, origin }) => isCounted && origin.lapsed !== null);
  const previous = editions.find(({ isCounted, year }) => isCounted && edition && year < edition.year);
  if (!edition || !previous || !showsFigures(edition.verified, edition, now())) return null;
  const figures = [
    { name: t("new"), value: edition.origin.new },
    { name: t("renewed"), value: edition.origin.renewed },
    {
      name: t(edition.state === "closed" ? "lapsed" : "lapsedOpen", { year: String(previous.year) }),
      value: edition.origin.lapsed ?? 0,
    },
  ];
  return (
    <section className="grid gap-4" aria-labelledby="origins">
      <h2 id="origins">{`${t("originTitle")}, ${edition.year}`}</h2>
      <p className="quiet">{t("originText")}</p>
      <dl className="big-figures">
        {figures.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{number(locale, value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
