import { ShareBar } from "#components/share-bar.tsx";
import { type Funnel, type Funnels, PERIODS } from "#lib/organizers/tracker/funnel.ts";
import { number, words } from "#lib/words.ts";
import { Panel } from "./panel.tsx";
import { brief, csvOf, percent, type View } from "./view.ts";

const WAY = ["views", "submitted", "mailed", "confirmed"] as const;
const LOST = ["waiting", "failed", "open", "lapsed"] as const;
const BESIDE = ["formAgain", "already"] as const;

/** How many look, sign and confirm, and where the others are lost. */
export function FunnelPanel({ view, funnels: { periods, madeAt } }: { view: View; funnels: Funnels }) {
  const { locale, edition } = view;
  const t = words(locale, "desk");
  const title = t("tracker.funnel.title");
  const row = (name: keyof Funnel, isShared: boolean) => (
    <Row
      key={name}
      view={view}
      label={t(`tracker.funnel.${name}`)}
      name={name}
      periods={periods}
      isShared={isShared}
    />
  );
  return (
    <Panel
      id="funnel"
      title={title}
      csv={csvOf(view, "funnel", { label: t("tracker.csv"), name: t("tracker.csvOf", { title }) })}
    >
      {madeAt === null && periods.edition.views === 0 ? (
        <p className="desk-empty">{t("tracker.funnel.none")}</p>
      ) : (
        <>
          <p className="desk-note">
            {t("tracker.funnel.text")}{" "}
            {madeAt && t("tracker.funnel.madeAt", { when: brief(locale, madeAt, edition.timeZone) })}
          </p>
          <table className="desk-table">
            <thead>
              <tr>
                <th scope="col">{t("tracker.funnel.step")}</th>
                {PERIODS.map((period) => (
                  <th key={period} scope="col" className="n">
                    {t(`tracker.funnel.${period}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {WAY.map((name) => row(name, name === "mailed" || name === "confirmed"))}
              <tr className="desk-subhead">
                <th scope="rowgroup" colSpan={4}>
                  {t("tracker.funnel.lostTitle")}
                </th>
              </tr>
              {LOST.map((name) => row(name, true))}
            </tbody>
            <tbody>{BESIDE.map((name) => row(name, false))}</tbody>
          </table>
          <details>
            <summary>{t("tracker.funnel.howTitle")}</summary>
            <p>{t("tracker.funnel.how")}</p>
          </details>
        </>
      )}
    </Panel>
  );
}

type RowProps = {
  view: View;
  label: string;
  name: keyof Funnel;
  periods: Funnels["periods"];
  isShared: boolean;
};

/** Shares are of those who signed. */
function Row({ view: { locale }, label, name, periods, isShared }: RowProps) {
  return (
    <tr>
      <th scope="row">
        {label}
        {isShared && <ShareBar part={periods.edition[name]} of={periods.edition.submitted} />}
      </th>
      {PERIODS.map((period) => {
        const figures = periods[period];
        return (
          <td key={period} className="n">
            {number(locale, figures[name])}
            {isShared && figures.submitted > 0 && (
              <small>{percent(locale, figures[name], figures.submitted)}</small>
            )}
          </td>
        );
      })}
    </tr>
  );
}
