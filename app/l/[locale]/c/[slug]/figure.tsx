import type { ReactNode } from "react";
import { CountFigure } from "#components/count-figure.tsx";
import { strokeUnit } from "#components/tally-progress.tsx";
import type { CampaignPage } from "#lib/campaigns/queries.ts";
import { isFinal } from "#lib/campaigns/rules.ts";
import { now } from "#lib/clock.ts";
import type { figures } from "#lib/tallies/queries.ts";
import { date, type Locale, number, words } from "#lib/words.ts";

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
      }}
    >
      <Lines locale={locale} page={page} figures={figures} />
    </CountFigure>
  );
}

function Lines({ locale, page, figures }: Props) {
  const t = words(locale, "pledge");
  const { state } = page.edition;
  const { verified, supporters } = figures;
  return (
    <>
      {verified < FEW && state !== "closed" ? (
        <p>{t("beFirst")}</p>
      ) : (
        state === "open" && <Lately locale={locale} figures={figures} />
      )}
      {supporters > 0 && <p>{t("supporters", { count: supporters, shown: number(locale, supporters) })}</p>}
    </>
  );
}

/** Today's men and the states they stand for; the browser keeps both current, and the plural with them. */
function Lately({ locale, figures }: Pick<Props, "locale" | "figures">) {
  const t = words(locale, "pledge");
  const live = (name: "today" | "states") => ({
    count: number(locale, figures[name]),
    figure: (digits: ReactNode) => <span data-figure={name}>{digits}</span>,
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
