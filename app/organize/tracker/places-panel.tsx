import { ShareBar } from "#components/share-bar.tsx";
import { SmallMap } from "#components/small-map.tsx";
import type { TrackedPlaces } from "#lib/organizers/tracker/places.ts";
import { thumbnail } from "#lib/places/thumbnail.ts";
import { path, words } from "#lib/words.ts";
import { nameOf, numberOf } from "../../l/[locale]/c/[slug]/map/place-words.ts";
import { Panel } from "./panel.tsx";
import { csvOf, percent, type View } from "./view.ts";

/** So many are shown; the file has all. */
const SHOWN = 10;

/** Where the men live. */
export function PlacesPanel({ view, tracked }: { view: View; tracked: TrackedPlaces }) {
  const { locale, slug } = view;
  const t = words(locale, "desk");
  const title = t("tracker.places.title");
  const { places, isExact } = tracked;
  const all = places.reduce(
    (sum, { code, verified }) => (/^[A-Z]{2}$/.test(code) ? sum + (verified ?? 0) : sum),
    0,
  );
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
                      {nameOf(locale, code)}
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
