import type { Fact } from "#lib/contents/facts.ts";
import { inLocale } from "#lib/contents/localized.ts";
import { date, type Locale, words } from "#lib/words.ts";

/** Figures, each with whom it was measured of and where it stands. */
export function Facts({ locale, facts }: { locale: Locale; facts: Fact[] }) {
  const t = words(locale, "learn");
  return (
    <section className="grid gap-4" aria-labelledby="facts">
      <h2 id="facts">{t("factsTitle")}</h2>
      <p>{t("lead")}</p>
      <ul className="facts">
        {facts.map((fact) => (
          <li key={fact.id}>
            <Statement locale={locale} fact={fact} />
            <p className="quiet small">
              <a href={fact.url} rel="external noreferrer">
                {t("source", { source: fact.source, publisher: fact.publisher, year: String(fact.year) })}
              </a>
              {"; "}
              {t("retrieved", { date: date(locale, new Date(`${fact.retrievedOn}T00:00:00Z`), "UTC") })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** In the reader's language, else in the other, which is named to whoever has it read aloud. */
function Statement({ locale, fact }: { locale: Locale; fact: Fact }) {
  const t = words(locale, "learn");
  const statement = inLocale(fact.statement, locale);
  const population = inLocale(fact.population, locale);
  return (
    <>
      <p className="statement" lang={otherThan(locale, statement.lang)}>
        {statement.text}
      </p>
      <p lang={otherThan(locale, population.lang)}>{t("ofWhom", { text: population.text })}</p>
      {statement.lang !== locale && <p className="quiet small">{t(`factIn.${statement.lang}`)}</p>}
    </>
  );
}

function otherThan(locale: Locale, lang: Locale): Locale | undefined {
  return lang === locale ? undefined : lang;
}
