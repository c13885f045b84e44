import { CountFigure } from "#components/count-figure.tsx";
import { strokeUnit } from "#components/tally-progress.tsx";
import type { CampaignPage } from "#lib/campaigns/queries.ts";
import { now } from "#lib/clock.ts";
import type { figures } from "#lib/tallies/queries.ts";
import { date, type Locale, number, words } from "#lib/words.ts";
import { isFinal } from "./final.ts";

type Figures = Awaited<ReturnType<typeof figures>>;
type Props = { locale: Locale; page: CampaignPage; figures: Figures };

/** Below this many, the page invites to be among the first instead of speaking of today and of states. */
const FEW = 10;

/** The number of the edition, as it stood when the page was made; the browser keeps it current. */
export function Figure({ locale, page, figures }: Props) {
  const t = words(locale, "pledge");
  const { goal, closesAt, timeZone, state } = page.edition;
  const closed = isFinal(page.edition, now());
  const shown = number(locale, figures.verified);
  const last = { goal: number(locale, goal), date: date(locale, closesAt, timeZone) };
  return (
    <CountFigure
      src={state !== "before" && !closed ? `/c/${page.campaign.slug}/count.json` : undefined}
      count={figures.verified}
      shown={shown}
      plural={new Intl.PluralRules(locale).select(figures.verified) === "one" ? "one" : "other"}
      goal={goal}
      words={{
        one: t(closed ? "finalOne" : "menOne"),
        other: t(closed ? "finalOther" : "menOther"),
        goal: t(state === "closed" ? "goalPast" : "goal", last),
        progress: t("progress", { count: shown, goal: last.goal }),
        unit: t("strokeUnit", { unit: number(locale, strokeUnit(goal)) }),
        lines: lines(locale, figures, state),
      }}
    />
  );
}

function lines(locale: Locale, figures: Figures, state: CampaignPage["edition"]["state"]): string[] {
  const t = words(locale, "pledge");
  const counted = (count: number) => ({ count, shown: number(locale, count) });
  const today = `${t("today", { count: number(locale, figures.today) })} · ${t("states", counted(figures.states))}`;
  const found: string[] = [];
  if (figures.verified < FEW && state !== "closed") found.push(t("beFirst"));
  else if (state === "open") found.push(today);
  if (figures.supporters > 0) found.push(t("supporters", counted(figures.supporters)));
  return found;
}
