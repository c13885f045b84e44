import type { GoalStep } from "#lib/organizers/editions/queries.ts";
import { type Locale, moment, number, words } from "#lib/words.ts";

type Props = { locale: Locale; steps: GoalStep[]; stretchGoals: number[]; timeZone: string };

/** Every goal so far with its time, and those that will come into force by themselves. */
export function GoalSteps({ locale, steps, stretchGoals, timeZone }: Props) {
  const t = words(locale, "editions");
  if (steps.length === 0) return null;
  return (
    <section className="desk-panel" aria-labelledby="goal-steps">
      <h2 id="goal-steps">{t("goals.title")}</h2>
      <ol className="edition-steps">
        {steps.map(({ goal, at }) => (
          <li key={`${at.toISOString()} ${goal}`}>
            <b>{number(locale, goal)}</b>{" "}
            <span className="desk-note">{t("goals.since", { when: moment(locale, at, timeZone) })}</span>
          </li>
        ))}
      </ol>
      {stretchGoals.length > 0 && (
        <p className="desk-note">
          {t("goals.stretch", { list: stretchGoals.map((goal) => number(locale, goal)).join(" · ") })}
        </p>
      )}
    </section>
  );
}
