import { SmallMap } from "#components/small-map.tsx";
import { placedOf } from "#lib/places/rules.ts";
import { atlas, type MapName } from "#lib/places/shapes.ts";
import { type Locale, path, words } from "#lib/words.ts";
import { nameOf, placePath } from "../place-words.ts";
import type { MapView } from "../read.ts";

type Props = { locale: Locale; view: MapView; code: string };

/** The place's name, what it is part of, and a map on which it is marked. */
export function Whereabouts({ locale, view, code }: Props) {
  const t = words(locale, "map");
  const { campaign, edition } = view.page;
  const above = [
    { href: path(locale, `/c/${campaign.slug}`), label: `${campaign.name} ${edition.year}` },
    { href: path(locale, `/c/${campaign.slug}/map`), label: t("title") },
    ...wholes(code).map((whole) => ({
      href: placePath(locale, campaign.slug, whole),
      label: nameOf(locale, whole),
    })),
  ];
  return (
    <header className="place-head">
      <div className="grid content-start gap-3">
        <nav className="place-path small" aria-label={t("within")}>
          <ol>
            {above.map(({ href, label }) => (
              <li key={href}>
                <a href={href}>{label}</a>
              </li>
            ))}
          </ol>
        </nav>
        <h1>{nameOf(locale, code)}</h1>
      </div>
      <Marked locale={locale} code={code} />
    </header>
  );
}

/** What a place is part of, the largest first. */
function wholes(code: string): string[] {
  const placed = placedOf(code);
  return [placed?.country, placed?.region].filter((whole): whole is string => !!whole && whole !== code);
}

/** Provinces, territories and the smallest countries have no shape: their country is marked, or nothing drawn. */
function Marked({ locale, code }: { locale: Locale; code: string }) {
  const name: MapName = /^\d/.test(code) ? "wisconsin" : code.startsWith("US-") ? "us" : "world";
  const { width, height, shapes, land } = atlas(name, "coarse");
  const lit = shapes.find((shape) => shape.code === (name === "world" ? code.slice(0, 2) : code));
  if (!lit) return null;
  const rest = shapes.filter((shape) => shape !== lit).map(({ d }) => d);
  return (
    <SmallMap
      label={words(locale, "map")("marked", { place: nameOf(locale, lit.code) })}
      width={width}
      height={height}
      land={land + rest.join("")}
      layers={[{ name: "lit", d: lit.d }]}
    />
  );
}
