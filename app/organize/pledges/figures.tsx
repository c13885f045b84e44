import type { Counted } from "#lib/organizers/pledges/counted.ts";
import { number, words } from "#lib/words.ts";
import { type ListView, placeOfCode } from "./view.ts";

/** How many of them count now: from the tallies, which know places, teams and events. */
export function Figures({ locale, here, counted }: ListView & { counted: Counted }) {
  const t = words(locale, "pledges");
  const { place, team, event } = here.filter;
  const what = place ? placeOfCode(place, locale) : (team ?? event);
  const where = what ? t("figures.of", { what }) : t("figures.all", { year: here.year ?? "" });
  return (
    <p className="pledges-figures">
      <span>
        <b className="desk-figure">{number(locale, counted.men)}</b>{" "}
        {t("figures.men", { count: counted.men })} {where}
      </span>
      {counted.otherMen > 0 && (
        <span>
          <b className="desk-figure">{number(locale, counted.otherMen)}</b>{" "}
          {t("figures.otherMen", { count: counted.otherMen })}
        </span>
      )}
      {counted.supporters > 0 && (
        <span>
          <b className="desk-figure">{number(locale, counted.supporters)}</b>{" "}
          {t("figures.supporters", { count: counted.supporters })}
        </span>
      )}
    </p>
  );
}
