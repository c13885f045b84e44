import { SHOWN_FROM } from "#lib/places/small-places.ts";
import { figureOf, type PlaceFigures } from "#lib/tallies/place-figures.ts";
import { date, type Locale, number, words } from "#lib/words.ts";
import { nameOf, nameWithin, shareOf } from "../place-words.ts";
import type { MapView } from "../read.ts";

type Props = { locale: Locale; view: MapView; code: string };

/** How many from there, their part of all, and the place's rank where it is compared with its like. */
export function PlaceFigure({ locale, view, code }: Props) {
  const t = words(locale, "map");
  const { figures } = view;
  const verified = figureOf(figures, code);
  const rank = rankOf(figures, code);
  const { counties } = figures;
  return (
    <div className="figure grid gap-3">
      {verified ? (
        <div>
          <p className="place-number">{number(locale, verified)}</p>
          <p className="mt-2 text-[length:var(--step-1)]">{t("signed", { count: verified })}</p>
        </div>
      ) : (
        <p className="text-[length:var(--step-1)]">{sentenceOf(locale, view, code)}</p>
      )}
      {verified === null && <p className="quiet">{t("hiddenNote")}</p>}
      {verified === 0 && view.page.edition.state === "open" && (
        <p className="quiet">{t("firstFrom", { place: nameWithin(locale, code) })}</p>
      )}
      {verified ? (
        <p className="quiet">
          {t("shareOfAll", { share: shareOf(locale, verified, figures.verified) })}
          {rank && ` ${t(rank.among, rank)}`}
        </p>
      ) : null}
      {/^\d/.test(code) && counties && (
        <p className="quiet small">
          {t("countiesAsOf", { date: date(locale, counties.asOf, view.page.edition.timeZone) })}
        </p>
      )}
    </div>
  );
}

/** The whole statement in one sentence, for readers, previews and messages. */
export function sentenceOf(locale: Locale, { figures }: MapView, code: string): string {
  const t = words(locale, "map");
  const place = nameOf(locale, code);
  const verified = figureOf(figures, code);
  if (verified === undefined) return t("countiesSoon");
  if (verified === null) return t("fewFrom", { count: SHOWN_FROM, place });
  if (verified === 0) return t("nobodyFrom", { place });
  return t("menFrom", { count: verified, shown: number(locale, verified), place });
}

/** Among the states, the provinces, or the countries that have anybody; small places are not ranked. */
function rankOf({ places }: PlaceFigures, code: string) {
  const like = places.filter((cell) => cell.verified !== null && kindOf(cell.code) === kindOf(code));
  const own = like.find((cell) => cell.code === code);
  if (!own || like.length < 2) return null;
  const before = like.filter((cell) => (cell.verified ?? 0) > (own.verified ?? 0)).length;
  return { rank: before + 1, count: like.length, among: kindOf(code) };
}

function kindOf(code: string): "rankUS" | "rankCA" | "rankWorld" {
  if (code.startsWith("US-")) return "rankUS";
  return code.startsWith("CA-") ? "rankCA" : "rankWorld";
}
