import { PageLinks } from "#components/page-links.tsx";
import { SmallMap } from "#components/small-map.tsx";
import type { CampaignPage } from "#lib/campaigns/queries.ts";
import { atlas } from "#lib/places/shapes.ts";
import { shadeOf, stepOf, stepsOf } from "#lib/places/steps.ts";
import { isOff } from "#lib/switches/state.ts";
import type { PlaceFigures } from "#lib/tallies/place-figures.ts";
import { type Locale, path, words } from "#lib/words.ts";
import { viewOf } from "./map/read.ts";

/** In the margin: the map in small, which press-day mode leaves out, and the ways to what explains the number. */
export async function MapTeaser({ locale, page }: { locale: Locale; page: CampaignPage }) {
  const t = words(locale, "map");
  const [{ figures, isShown, isOff: isMapOff }, isPressDay] = await Promise.all([
    viewOf(page),
    isOff("press_day"),
  ]);
  const to = (name: string) => path(locale, `/c/${page.campaign.slug}/${name}`);
  return (
    <div className="grid gap-3">
      {isShown && !isPressDay && (
        <a className="map-thumbnail" href={to("map")}>
          <SmallMap label={t("title")} {...thumbnail(figures)} />
        </a>
      )}
      <PageLinks
        label={t("links")}
        links={[
          ...(isMapOff ? [] : [{ href: to("map"), label: t("toMap") }]),
          { href: to("integrity"), label: t("toIntegrity") },
        ]}
      />
    </div>
  );
}

/** The states in their shades, one path for each shade. */
function thumbnail(figures: PlaceFigures) {
  const { width, height, shapes } = atlas("us", "coarse");
  const verified = new Map(figures.places.map((cell) => [cell.code, cell.verified ?? 0]));
  const steps = stepsOf(shapes.map(({ code }) => verified.get(code) ?? 0));
  const byStep = Map.groupBy(shapes, ({ code }) => stepOf(steps, verified.get(code) ?? 0));
  const drawn = (step: number) => (byStep.get(step) ?? []).map(({ d }) => d).join("");
  return {
    width,
    height,
    land: drawn(-1),
    layers: steps.map((_, step) => ({ name: `shade-${shadeOf(step, steps.length)}`, d: drawn(step) })),
  };
}
