import { SmallMap } from "#components/small-map.tsx";
import type { CampaignPage } from "#lib/campaigns/queries.ts";
import { atlas } from "#lib/places/shapes.ts";
import { date, type Locale, number, words } from "#lib/words.ts";
import { SignLink } from "./sign-link.tsx";

type Props = { locale: Locale; page: CampaignPage; withMap?: boolean };

/** Before there is anything to show: the empty map, where the page has no other, and from when on it fills. */
export function BeAmongTheFirst({ locale, page, withMap = false }: Props) {
  const t = words(locale, "map");
  const { edition } = page;
  const { width, height, shapes } = atlas("us", "coarse");
  return (
    <div className="grid gap-6 max-w-[44rem]">
      <p className="text-[length:var(--step-1)]">
        {edition.state === "before"
          ? t("opens", { date: date(locale, edition.opensAt, edition.timeZone) })
          : t("beFirst", { count: number(locale, edition.shownFrom) })}
      </p>
      {withMap && (
        <SmallMap
          label={t("maps.us")}
          width={width}
          height={height}
          land={shapes.map(({ d }) => d).join("")}
          layers={[]}
        />
      )}
      <SignLink locale={locale} page={page} />
    </div>
  );
}
