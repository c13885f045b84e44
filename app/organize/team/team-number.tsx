import type { TeamFigures } from "#lib/organizers/teams/team-figures.ts";
import { SHOWN_FROM } from "#lib/places/small-places.ts";
import { type Locale, number, words } from "#lib/words.ts";
import { Facts } from "../tracker/panel.tsx";

type Props = { locale: Locale; figures: TeamFigures; of: string };

/** How many there are, first; today and supporters beside it. */
export function TeamNumber({ locale, figures, of }: Props) {
  const t = words(locale, "teamDesk");
  const { men, supporters, today, days } = figures;
  const told = (value: number | null) =>
    value === null ? t("few", { limit: SHOWN_FROM }) : number(locale, value);
  const facts = [
    ...(days ? [{ key: "today", label: t("today"), value: told(today) }] : []),
    { key: "supporters", label: t("supporters"), value: told(supporters) },
  ];
  return (
    <section className="desk-panel" aria-labelledby="team-number">
      <h2 id="team-number">{t("number")}</h2>
      <p className="desk-note">{of}</p>
      <p className={men === null ? "desk-figure" : "desk-numeral"}>{told(men)}</p>
      <p>{t("men", { count: men ?? 2 })}</p>
      {men === null ? (
        <p className="desk-note">{t("fewText", { limit: SHOWN_FROM })}</p>
      ) : (
        <Facts facts={facts} />
      )}
    </section>
  );
}
