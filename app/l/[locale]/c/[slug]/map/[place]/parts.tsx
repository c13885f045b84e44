import { PlaceTable } from "#components/place-table.tsx";
import type { ShownCell } from "#lib/places/small-places.ts";
import type { PlaceFigures } from "#lib/tallies/place-figures.ts";
import { type Locale, words } from "#lib/words.ts";
import type { MapView } from "../read.ts";
import { rowsOf } from "../rows.ts";

type Props = { locale: Locale; view: MapView; code: string };

/** The states of the United States, the provinces of Canada, the counties of Wisconsin; nothing for other places. */
export function Parts({ locale, view, code }: Props) {
  const t = words(locale, "map");
  if (code !== "US" && code !== "CA" && code !== "US-WI") return null;
  const { figures, page } = view;
  const rows = rowsOf(locale, page.campaign.slug, { ...figures, ...partsOf(figures, code) }, "number");
  if (rows.length === 0) return null;
  return (
    <section className="mt-8 grid gap-4" aria-labelledby="parts-title">
      <h2 id="parts-title">{t(`parts.${code}`)}</h2>
      <PlaceTable
        id="parts"
        caption={t("caption")}
        columns={{ name: t("columns.place"), count: t("columns.men"), share: t("columns.share") }}
        rows={rows}
      />
      <p className="quiet small">{t("smallNote")}</p>
    </section>
  );
}

function partsOf(
  { places, counties }: PlaceFigures,
  code: string,
): Pick<PlaceFigures, "places" | "counties"> {
  if (code === "US-WI") return { places: [], counties };
  const isPart = (cell: ShownCell) => cell.code.startsWith(`${code}-`);
  return { places: places.filter(isPart), counties: null };
}
