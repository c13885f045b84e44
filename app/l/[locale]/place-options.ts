import type { PlaceOptions } from "#components/place-fields.tsx";
import { counties, countries, type RegionGroup, regions } from "#lib/places/lists.ts";
import { type Locale, words } from "#lib/words.ts";

/** The places to choose from, grouped as people look for them. */
export function placeOptions(locale: Locale): PlaceOptions {
  const t = words(locale, "form");
  const all = [...regions("US", locale), ...regions("CA", locale)];
  const group = (name: RegionGroup) => ({
    label: t(name),
    options: all.filter((r) => r.group === name).map(option),
  });
  return {
    countries: countries(locale).map(option),
    regions: (["states", "territories", "forces", "provinces"] as const).map(group),
    counties: counties().map(option),
  };
}

function option({ code, name }: { code: string; name: string }) {
  return { value: code, label: name };
}
