import "../../../../../styles/map-pairs.css";
import type { Metadata } from "next";
import { MapLegend } from "#components/map-legend.tsx";
import { PlaceMap } from "#components/place-map.tsx";
import { PlaceTable } from "#components/place-table.tsx";
import { isFinal } from "#lib/campaigns/rules.ts";
import { now } from "#lib/clock.ts";
import { regions } from "#lib/places/lists.ts";
import type { MapName } from "#lib/places/shapes.ts";
import { date, type Locale, localeOr, number, path, words } from "#lib/words.ts";
import { alternates } from "../../../alternates.ts";
import { Frame } from "../../../frame.tsx";
import { Missing, missingMetadata } from "../../../missing.tsx";
import { BeAmongTheFirst } from "./be-among-the-first.tsx";
import { MapOff } from "./map-off.tsx";
import { mapProps } from "./map-props.ts";
import { type MapView, readMap } from "./read.ts";
import { type Order, othersOf, rowsOf } from "./rows.ts";

type Asked = { locale: string; slug: string };

/** Both orders of the table are one page to a search engine. */
export async function mapMetadata({ locale: asked, slug }: Asked): Promise<Metadata> {
  const locale = localeOr(asked);
  const view = await readMap(asked, slug);
  if (!view) return missingMetadata(locale);
  const t = words(locale, "map");
  const { name } = view.page.campaign;
  const description = view.isShown ? lead(locale, view) : t("description");
  return {
    title: `${t("title")} · ${name}`,
    description,
    openGraph: { title: t("title"), description, siteName: name, locale, type: "website" },
    alternates: alternates(locale, `/c/${slug}/map`),
  };
}

/** The maps, and under them (beside them where there is room) the table with everything. */
export async function MapPage({ locale: asked, slug, order }: Asked & { order: Order }) {
  const locale = localeOr(asked);
  const view = await readMap(asked, slug);
  if (!view) return <Missing locale={locale} />;
  if (view.isOff) return <MapOff locale={locale} page={view.page} address={`/c/${slug}/map`} />;
  const t = words(locale, "map");
  const address = order === "number" ? `/c/${slug}/map` : `/c/${slug}/map/by-name`;
  return (
    <Frame locale={locale} address={address} slug={slug} layout="places">
      <header className="grid gap-3">
        <p className="small">
          <a href={path(locale, `/c/${slug}`)}>{`${view.page.campaign.name} ${view.page.edition.year}`}</a>
        </p>
        <h1>{t("title")}</h1>
        {view.isShown && <p className="text-[length:var(--step-1)]">{lead(locale, view)}</p>}
        {view.isShown && isFinal(view.page.edition, now()) && <p className="quiet">{t("final")}</p>}
      </header>
      {view.isShown ? (
        <div className="places-body">
          <Maps locale={locale} view={view} />
          <Everything locale={locale} view={view} order={order} />
        </div>
      ) : (
        <BeAmongTheFirst locale={locale} page={view.page} withMap />
      )}
    </Frame>
  );
}

/** "7 men in 3 states and 2 countries have signed and confirmed." */
function lead(locale: Locale, { figures: { places, verified } }: MapView): string {
  // The fifty, as the pledge page counts them.
  const fifty = regions("US", locale).filter(({ group, code }) => group === "states" && code !== "US-DC");
  const states = fifty.filter((state) => places.some(({ code }) => code === state.code)).length;
  const countries = places.filter(({ code }) => !code.includes("-")).length;
  return words(locale, "map")("lead", {
    count: verified,
    shown: number(locale, verified),
    states,
    countries,
  });
}

function Maps({ locale, view }: { locale: Locale; view: MapView }) {
  const t = words(locale, "map");
  const { counties } = view.figures;
  return (
    <div className="grid gap-12">
      <p className="to-table small no-print">
        <a href="#places">{t("toTable")}</a>
      </p>
      <OneMap locale={locale} view={view} name="us" />
      <OneMap locale={locale} view={view} name="world" note={t("worldNote")} />
      {counties && (
        <OneMap
          locale={locale}
          view={view}
          name="wisconsin"
          note={t("countiesAsOf", { date: date(locale, counties.asOf, view.page.edition.timeZone) })}
        />
      )}
    </div>
  );
}

function OneMap({
  locale,
  view,
  name,
  note,
}: {
  locale: Locale;
  view: MapView;
  name: MapName;
  note?: string;
}) {
  const { map, legend } = mapProps(locale, view.page.campaign.slug, name, view.figures);
  return (
    <section className={`grid gap-4 one-map ${name}`} aria-labelledby={`${map.id}-title`}>
      <h2 id={`${map.id}-title`}>{map.label}</h2>
      <PlaceMap {...map} />
      <MapLegend {...legend} />
      {note && <p className="quiet small">{note}</p>}
    </section>
  );
}

function Everything({ locale, view, order }: { locale: Locale; view: MapView; order: Order }) {
  const t = words(locale, "map");
  const { slug } = view.page.campaign;
  const to = (address: string) => `${path(locale, `/c/${slug}/map${address}`)}#places`;
  return (
    <section className="grid content-start gap-5" aria-labelledby="places-title">
      <h2 id="places-title">{t("tableTitle")}</h2>
      <PlaceTable
        id="places"
        caption={t("caption")}
        columns={{
          name: {
            label: t("columns.place"),
            sort: order === "name" ? "ascending" : null,
            href: to("/by-name"),
          },
          count: { label: t("columns.men"), sort: order === "number" ? "descending" : null, href: to("") },
          share: t("columns.share"),
        }}
        rows={rowsOf(locale, slug, view.figures, order)}
      />
      <p className="quiet small">{t("smallNote")}</p>
      <p className="quiet small">
        {t.rich("openData", {
          json: (chunks) => <a href={`/c/${slug}/places.json`}>{chunks}</a>,
          csv: (chunks) => <a href={`/c/${slug}/places.csv`}>{chunks}</a>,
        })}
      </p>
      <Others locale={locale} view={view} />
    </section>
  );
}

/** Every other place, so that each has its page within reach. */
function Others({ locale, view }: { locale: Locale; view: MapView }) {
  const t = words(locale, "map");
  return (
    <details className="no-print">
      <summary>{t("others")}</summary>
      <div className="grid gap-5">
        {othersOf(locale, view.page.campaign.slug, view.figures).map(({ title, links }) => (
          <div key={title} className="grid gap-1">
            <h3>{title}</h3>
            <ul className="place-list">
              {links.map(({ href, name }) => (
                <li key={href}>
                  <a href={href}>{name}</a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </details>
  );
}
