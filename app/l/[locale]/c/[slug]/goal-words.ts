import { progress } from "#lib/campaigns/goal-rules.ts";
import type { CurrentEdition } from "#lib/campaigns/queries.ts";
import type { GoalStep } from "#lib/tallies/history.ts";
import { date, type Locale, number, words } from "#lib/words.ts";

/** The sentence about the goal: what it is, what it was, or that it is reached and how many came after. */
export function goalText(
  locale: Locale,
  { goal, closesAt, timeZone, state }: CurrentEdition,
  verified: number,
): string {
  const t = words(locale, "pledge");
  const { isReached, beyond } = progress(verified, goal);
  const shown = number(locale, goal);
  if (isReached && beyond === 0) return t("goalReachedExactly", { goal: shown });
  if (isReached) return t("goalReached", { goal: shown, count: beyond, beyond: number(locale, beyond) });
  const last = { goal: shown, date: date(locale, closesAt, timeZone) };
  return t(state === "closed" ? "goalPast" : "goal", last);
}

/** "Raised from 75,000 on December 12, 2026."; null while the first goal stands. */
export function goalChangeText(locale: Locale, timeZone: string, goals: GoalStep[]): string | null {
  const [before, last] = goals.slice(-2);
  if (!before || !last) return null;
  return words(locale, "pledge")(last.goal > before.goal ? "goalRaised" : "goalLowered", {
    from: number(locale, before.goal),
    date: date(locale, last.at, timeZone),
  });
}
