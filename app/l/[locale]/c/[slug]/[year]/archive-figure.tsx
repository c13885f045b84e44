import { CountFigure } from "#components/count-figure.tsx";
import { strokeUnit } from "#components/tally-progress.tsx";
import { progress } from "#lib/campaigns/goal-rules.ts";
import { confirmableUntil } from "#lib/campaigns/rules.ts";
import type { EditionHistory } from "#lib/tallies/history.ts";
import { date, type Locale, number, words } from "#lib/words.ts";
import { Evidence } from "../history/years.tsx";

/** The figure of an edition that is not the current one; nothing where nobody was counted. */
export function ArchiveFigure({ locale, edition }: { locale: Locale; edition: EditionHistory }) {
  const t = words(locale, "history");
  const { verified, goal, isFinal, isCounted, state, timeZone } = edition;
  if (!isCounted || state !== "closed") return <GoalAlone locale={locale} edition={edition} />;
  const until = { date: date(locale, confirmableUntil(edition), timeZone) };
  return (
    <CountFigure
      count={verified}
      shown={number(locale, verified)}
      plural={new Intl.PluralRules(locale).select(verified) === "one" ? "one" : "other"}
      strokes={goal === null ? undefined : strokes(locale, verified, goal)}
      words={{
        one: isFinal ? t("archiveFinalOne") : t("archiveClosedOne", until),
        other: isFinal ? t("archiveFinalOther") : t("archiveClosedOther", until),
        goal: goalText(locale, edition),
      }}
    >
      <p>
        <Evidence locale={locale} edition={edition} />
      </p>
    </CountFigure>
  );
}

function GoalAlone({ locale, edition }: { locale: Locale; edition: EditionHistory }) {
  return <p className="quiet">{goalText(locale, edition)}</p>;
}

function goalText(locale: Locale, { goal, verified, state }: EditionHistory): string {
  const t = words(locale, "history");
  if (goal === null) return "";
  const name = state !== "closed" ? "goalIs" : verified >= goal ? "goalReached" : "goalMissed";
  return t(name, { goal: number(locale, goal) });
}

function strokes(locale: Locale, verified: number, goal: number) {
  const t = words(locale, "pledge");
  return {
    made: progress(verified, goal).drawn,
    goal,
    label: t("progress", { count: number(locale, verified), goal: number(locale, goal) }),
    unit: t("strokeUnit", { unit: number(locale, strokeUnit(goal)) }),
  };
}
