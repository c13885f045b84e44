import { ShareBar } from "#components/share-bar.tsx";
import type { TrackedBrought } from "#lib/organizers/tracker/brought.ts";
import { type Cohort, DEEPEST } from "#lib/organizers/tracker/brought-rules.ts";
import { type Locale, number, words } from "#lib/words.ts";
import { Panel } from "./panel.tsx";
import { csvOf, numbersOf, type View } from "./view.ts";

/** Weeks that the table shows; the file has all. */
const WEEKS = 8;

/** Who brought whom by share links: how deep the chains are, and how many each man has brought. */
export function BroughtPanel({ view, brought }: { view: View; brought: TrackedBrought }) {
  const { locale } = view;
  const t = words(locale, "desk");
  const { generations, cohorts, behind } = brought;
  const title = t("tracker.brought.title");
  const men = generations.reduce((a, b) => a + b, 0);
  const guests = men - (generations[0] ?? 0);
  return (
    <Panel id="brought" title={title}>
      {men === 0 ? (
        <p className="desk-empty">{t("tracker.brought.none")}</p>
      ) : (
        <>
          <p>
            {t("tracker.brought.text", { k: decimal(locale, guests / men), guests: number(locale, guests) })}
          </p>
          <div className="desk-panel-head">
            <h3 id="generations">{t("tracker.brought.generations")}</h3>
            <Csv view={view} file="generations" of={t("tracker.brought.generations")} />
          </div>
          <p className="desk-note">{t("tracker.brought.generationsText")}</p>
          <table className="desk-table" aria-labelledby="generations">
            <thead>
              <tr>
                <th scope="col">{t("tracker.brought.generation")}</th>
                <th scope="col" className="n">
                  {t("tracker.sources.men")}
                </th>
              </tr>
            </thead>
            <tbody>
              {[...generations.entries()].map(([generation, count]) => (
                <tr key={generation}>
                  <th scope="row">
                    {generation === 0
                      ? t("tracker.brought.themselves")
                      : t(generation === DEEPEST ? "tracker.brought.deeper" : "tracker.brought.deep", {
                          generation,
                        })}
                    <ShareBar part={count} of={men} />
                  </th>
                  <td className="n">{number(locale, count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <div className="desk-panel-head">
            <h3 id="cohorts">{t("tracker.brought.cohorts")}</h3>
            <Csv view={view} file="cohorts" of={t("tracker.brought.cohorts")} />
          </div>
          <p className="desk-note">{t("tracker.brought.cohortsText")}</p>
          <Cohorts locale={locale} cohorts={cohorts.slice(0, WEEKS)} />
        </>
      )}
      {behind > 0 && <p className="desk-note">{t("tracker.brought.behind", { count: behind })}</p>}
    </Panel>
  );
}

function Cohorts({ locale, cohorts }: { locale: Locale; cohorts: Cohort[] }) {
  const t = words(locale, "desk");
  const day = new Intl.DateTimeFormat(numbersOf(locale), { day: "numeric", month: "short", timeZone: "UTC" });
  return (
    <table className="desk-table" aria-labelledby="cohorts">
      <thead>
        <tr>
          <th scope="col">{t("tracker.brought.week")}</th>
          {(["men", "brought", "k"] as const).map((column) => (
            <th key={column} scope="col" className="n">
              {t(`tracker.brought.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {cohorts.map(({ week, men, brought, k }) => (
          <tr key={week}>
            <th scope="row">{t("tracker.brought.weekOf", { day: day.format(new Date(week)) })}</th>
            <td className="n">{number(locale, men)}</td>
            <td className="n">{number(locale, brought)}</td>
            <td className="n">{k === null ? "–" : decimal(locale, k)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Csv({ view, file, of }: { view: View; file: string; of: string }) {
  const t = words(view.locale, "desk");
  const csv = csvOf(view, file, { label: t("tracker.csv"), name: t("tracker.csvOf", { title: of }) });
  return (
    <a href={csv.href} aria-label={csv.name} download>
      {csv.label}
    </a>
  );
}

function decimal(locale: Locale, value: number): string {
  return value.toLocaleString(numbersOf(locale), { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
