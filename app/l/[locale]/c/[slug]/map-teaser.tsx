import { PageLinks } from "#components/page-links.tsx";
import { SmallMap } from "#components/small-map.tsx";
import type { CampaignPage } from "#lib/campaigns/queries.ts";
import { thumbnail } from "#lib/places/thumbnail.ts";
import { isOff } from "#lib/switches/state.ts";
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
          <SmallMap label={t("title")} {...thumbnail(figures.places)} />
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
