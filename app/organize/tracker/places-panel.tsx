import { ShareBar } from "#components/share-bar.tsx";
import { SmallMap } from "#components/small-map.tsx";
import { listAddress } from "#lib/organizers/pledges/addresses.ts";
import { may, type Scope } from "#lib/organizers/scope.ts";
import type { TrackedPlaces } from "#lib/organizers/tracker/places.ts";
import { thumbnail } from "#lib/places/thumbnail.ts";
import { path, words } from "#lib/words.ts";
import { nameOf, numberOf } from "../../l/[locale]/c/[slug]/map/place-words.ts";
import { Panel } from "./panel.tsx";
import { csvOf, percent, type View } from "./view.ts";

/** So many are shown; the file has all. */
const SHOWN = 10;

type Props = { scope: Scope; view: View; tracked: TrackedPlaces };

/** Where the men live. Each place leads to its pledges, for who may read those. */
export function PlacesPanel({ scope, view, tracked }: Props) {
  const { locale, slug, edition } = view;
  const t = words(locale, "desk");
  const title = t("tracker.places.title");
  const { places, isExact } = tracked;
  const all = places.reduce(
    (sum, { code, verified }) => (/^[A-Z]{2}$/.test(code) ? sum + (verified ?? 0) : sum),
    0,
  );
  const mayRead = may(scope, "pledges.read");
  const pledgesOf = (place: string) =>
    listAddress({ campaign: slug, year: String(edition.year), filter: { place } });
  const csv = csvOf(view, "places", { label: t("tracker.csv"), name: t("tracker.csvOf", { title }) });
  return (
    <Panel id="places" title={title} csv={csv} isWide>
      {places.length === 0 ? (
        <p className="desk-empty">{t("tracker.places.none")}</p>
      ) : (
        <>
          <p className="desk-note">{t(isExact ? "tracker.places.text" : "tracker.places.textShown")}</p>
          <div className="desk-places">
            <SmallMap label={t("tracker.places.label")} {...thumbnail(places)} />
            <table className="desk-table">
              <thead>
                <tr>
                  <th scope="col">{t("tracker.places.place")}</th>
                  <th scope="col" className="n">
                    {t("tracker.places.men")}
                  </th>
                  <th scope="col" className="n">
                    {t("tracker.places.share")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {places.slice(0, SHOWN).map(({ code, verified }) => (
                  <tr key={code}>
                    <th scope="row">
                      {mayRead ? <a href={pledgesOf(code)}>{nameOf(locale, code)}</a> : nameOf(locale, code)}
                      <ShareBar part={verified ?? 0} of={all} />
                    </th>
                    <td className="n">{numberOf(locale, verified)}</td>
                    <td className="n">{verified === null ? "–" : percent(locale, verified, all)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p className="desk-links">
            <a href={csv.href} download>
              {t("tracker.places.more", { count: places.length })}
            </a>
            <a href={path(locale, `/c/${slug}/map`)}>{t("tracker.places.map")}</a>
          </p>
        </>
      )}
    </Panel>
  );
}
