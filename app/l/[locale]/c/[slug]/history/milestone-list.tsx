import { nextMilestone, showsFigures } from "#lib/campaigns/goal-rules.ts";
import { now } from "#lib/clock.ts";
import type { EditionHistory } from "#lib/tallies/history.ts";
import { toldOf } from "#lib/tallies/history-rules.ts";
import { date, type Locale, number, words } from "#lib/words.ts";
import { milestoneText } from "../milestone-words.ts";

/** What the count has passed, the newest first, and what comes next. */
export function MilestoneList({
  locale,
  edition,
}: {
  locale: Locale;
  edition: EditionHistory & { goal: number };
}) {
  const t = words(locale, "history");
  const { verified, goal, timeZone } = edition;
  const told = showsFigures(verified, edition, now()) ? toldOf(edition.milestones).reverse() : [];
  const next = edition.state === "closed" ? null : nextMilestone(verified, goal);
  if (told.length === 0 && !next) return null;
  return (
    <section className="grid gap-4" aria-labelledby="milestones">
      <h2 id="milestones">{t("milestonesTitle")}</h2>
      {next && (
        <p className="quiet">
          {t("milestonesNext", { percent: String(next.percent), count: number(locale, next.count) })}
        </p>
      )}
      {told.length > 0 && (
        <ol className="milestones">
          {told.map((milestone) => (
            <li key={`${milestone.kind} ${milestone.key}`}>
              <span>{milestoneText(locale, milestone)}</span>
              <span className="quiet">
                {t("milestoneWhen", {
                  date: date(locale, milestone.at, timeZone),
                  count: number(locale, milestone.verified),
                })}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
