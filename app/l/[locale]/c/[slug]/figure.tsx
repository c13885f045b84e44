import type { ReactNode } from "react";
import { CountFigure } from "#components/count-figure.tsx";
import { strokeUnit } from "#components/tally-progress.tsx";
import { perDayNeeded, progress, showsFigures } from "#lib/campaigns/goal-rules.ts";
import type { CampaignPage } from "#lib/campaigns/queries.ts";
import { isFinal } from "#lib/campaigns/rules.ts";
import { now } from "#lib/clock.ts";
import { pollSeconds } from "#lib/switches/queries.ts";
import { goalsOf, latestMilestones } from "#lib/tallies/history.ts";
import { type Figures, figures as readFigures } from "#lib/tallies/queries.ts";
import { type Locale, number, path, words } from "#lib/words.ts";
import { goalChangeText, goalText } from "./goal-words.ts";
import { milestoneText } from "./milestone-words.ts";

type Props = { locale: Locale; page: Pick<CampaignPage, "campaign" | "edition"> };
type Numbers = Props & { figures: Figures };

/** The number of the current edition, as it stood when the page was made; the browser keeps it current. */
export async function Figure({ locale, page }: Props) {
  const { edition, campaign } = page;
  const [figures, goals, poll] = await Promise.all([
    readFigures(edition.id),
    goalsOf(edition.id),
    pollSeconds(),
  ]);
  const { verified } = figures;
  const change = goalChangeText(locale, edition.timeZone, goals);
  const goal = [goalText(locale, edition, verified), change].filter(Boolean).join(" ");
  return (
    <div className="grid gap-4">
      {showsFigures(verified, edition, now()) ? (
        <Counted locale={locale} page={page} figures={figures} goal={goal} isLive={poll > 0} />
      ) : (
        <div className="grid gap-3">
          <p className="serif text-[length:var(--step-3)] leading-tight">
            {words(locale, "pledge")("beFirst")}
          </p>
          <p className="quiet">{goal}</p>
        </div>
      )}
      <p>
        <a href={path(locale, `/c/${campaign.slug}/history`)}>{words(locale, "pledge")("history")}</a>
      </p>
    </div>
  );
}

function Counted({ locale, page, figures, goal, isLive }: Numbers & { goal: string; isLive: boolean }) {
  const t = words(locale, "pledge");
  const { edition, campaign } = page;
  const { verified } = figures;
  const closed = isFinal(edition, now());
  const shown = number(locale, verified);
  return (
    <CountFigure
      src={isLive && edition.state !== "before" && !closed ? `/c/${campaign.slug}/count.json` : undefined}
      count={verified}
      shown={shown}
      plural={new Intl.PluralRules(locale).select(verified) === "one" ? "one" : "other"}
      strokes={{
        made: progress(verified, edition.goal).drawn,
        goal: edition.goal,
        label: t("progress", { count: shown, goal: number(locale, edition.goal) }),
        unit: t("strokeUnit", { unit: number(locale, strokeUnit(edition.goal)) }),
      }}
      words={{
        one: t(closed ? "finalOne" : "menOne"),
        other: t(closed ? "finalOther" : "menOther"),
        goal,
      }}
    >
      <Lines locale={locale} page={page} figures={figures} />
    </CountFigure>
  );
}

async function Lines({ locale, page, figures }: Numbers) {
  const t = words(locale, "pledge");
  const { edition } = page;
  const { verified, supporters } = figures;
  const needed = perDayNeeded(edition, verified, now());
  // What a former goal's tenths were stands in the history; that this one is reached has been said above.
  const newest = (await latestMilestones(edition.id)).find(
    ({ kind, key, ordinal }) => kind !== "share" || (key === `${edition.goal}:${ordinal}` && ordinal < 100),
  );
  return (
    <>
      {edition.state === "open" && <Lately locale={locale} figures={figures} />}
      {edition.state === "open" && newest && <p>{`${milestoneText(locale, newest)}.`}</p>}
      {needed !== null && <p>{t("perDay", { count: needed, shown: number(locale, needed) })}</p>}
      {supporters > 0 && <p>{t("supporters", { count: supporters, shown: number(locale, supporters) })}</p>}
    </>
  );
}

/** Today's men and the states they stand for; the browser keeps both current, and the plural with them. */
function Lately({ locale, figures }: Omit<Numbers, "page">) {
  const t = words(locale, "pledge");
  const live = (name: "today" | "states") => ({
    count: number(locale, figures[name]),
    figure: (digits: ReactNode) => (
      <span data-figure={name} suppressHydrationWarning>
        {digits}
      </span>
    ),
  });
  return (
    <p>
      {t.rich("today", live("today"))}
      {" · "}
      <span data-plural={new Intl.PluralRules(locale).select(figures.states)}>
        <span className="one">{t.rich("stateOne", live("states"))}</span>
        <span className="other">{t.rich("stateOther", live("states"))}</span>
      </span>
    </p>
  );
}
