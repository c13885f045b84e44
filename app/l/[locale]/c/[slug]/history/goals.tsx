import type { EditionHistory } from "#lib/tallies/history.ts";
import { date, type Locale, number, words } from "#lib/words.ts";

/** Every change of a goal: "2026: goal 75,000, raised to 100,000 on December 12, 2026". Nothing where none was changed. */
export function Goals({ locale, editions }: { locale: Locale; editions: EditionHistory[] }) {
  const t = words(locale, "history");
  const changed = editions.filter(({ goals }) => goals.length > 1);
  if (changed.length === 0) return null;
  return (
    <section className="grid gap-3" aria-labelledby="goals">
      <h2 id="goals">{t("goalsTitle")}</h2>
      <ul>
        {changed.map(({ id, year, goals, timeZone }) => (
          <li key={id}>
            {goals
              .map(({ goal, at }, index) => {
                const before = goals[index - 1];
                const shown = number(locale, goal);
                if (!before) return t("goalFirst", { year: String(year), goal: shown });
                const change = goal > before.goal ? "goalRaised" : "goalLowered";
                return t(change, { goal: shown, date: date(locale, at, timeZone) });
              })
              .join(", ")}
          </li>
        ))}
      </ul>
    </section>
  );
}
