import { ShareBar } from "#components/share-bar.tsx";
import { type Sources, WAYS } from "#lib/organizers/tracker/sources.ts";
import { type Locale, number, words } from "#lib/words.ts";
import { Panel } from "./panel.tsx";
import { csvOf, percent, type View } from "./view.ts";

/** By which ways confirmed men came. */
export function SourcesPanel({ view, sources }: { view: View; sources: Sources }) {
  const { locale } = view;
  const t = words(locale, "desk");
  const title = t("tracker.sources.title");
  const all = Object.values(sources.ways).reduce((a, b) => a + b, 0);
  const name = { direct: "direct", share: "shareLink", team: "team", event: "event" } as const;
  return (
    <Panel
      id="sources"
      title={title}
      csv={csvOf(view, "sources", { label: t("tracker.csv"), name: t("tracker.csvOf", { title }) })}
    >
      {all === 0 ? (
        <p className="desk-empty">{t("tracker.sources.none")}</p>
      ) : (
        <>
          <p className="desk-note">{t("tracker.sources.text")}</p>
          <table className="desk-table">
            <thead>
              <tr>
                <th scope="col">{t("tracker.sources.way")}</th>
                <th scope="col" className="n">
                  {t("tracker.sources.men")}
                </th>
                <th scope="col" className="n">
                  {t("tracker.sources.share")}
                </th>
              </tr>
            </thead>
            <tbody>
              {WAYS.map((way) => (
                <tr key={way}>
                  <th scope="row">
                    {t(`tracker.sources.${name[way]}`)}
                    <ShareBar part={sources.ways[way]} of={all} />
                  </th>
                  <td className="n">{number(locale, sources.ways[way])}</td>
                  <td className="n">{percent(locale, sources.ways[way], all)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <Top locale={locale} title={t("tracker.sources.teams")} list={sources.teams} />
          <Top locale={locale} title={t("tracker.sources.events")} list={sources.events} />
        </>
      )}
    </Panel>
  );
}

function Top({ locale, title, list }: { locale: Locale; title: string; list: Sources["teams"] }) {
  if (list.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <table className="desk-table">
        <tbody>
          {list.map(({ name, verified }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="n">{number(locale, verified)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
