import type { Trouble } from "#lib/organizers/health/health-rules.ts";
import { type Locale, words } from "#lib/words.ts";

type Props = { locale: Locale; troubles: Trouble[]; failedJobs: string[] };

/** First of all whether anything has to be done, and what. */
export function Verdict({ locale, troubles, failedJobs }: Props) {
  const t = words(locale, "health");
  if (troubles.length === 0) return <p className="health-well">{t("well")}</p>;
  return (
    <section className="desk-panel alarm" aria-labelledby="trouble">
      <h2 id="trouble">{t("trouble.title")}</h2>
      <ul className="desk-lines">
        {troubles.map((trouble) => (
          <li key={trouble}>{t(`trouble.${trouble}`, { names: failedJobs.join(", ") })}</li>
        ))}
      </ul>
    </section>
  );
}
