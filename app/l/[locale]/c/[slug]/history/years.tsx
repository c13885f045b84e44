import { showsFigures } from "#lib/campaigns/goal-rules.ts";
import { now } from "#lib/clock.ts";
import type { Claim, EditionHistory } from "#lib/tallies/history.ts";
import { date, type Locale, number, path, words } from "#lib/words.ts";
import { Claims } from "../claims.tsx";

type Props = {
  locale: Locale;
  slug: string;
  editions: EditionHistory[];
  noteOf: (claim: Claim) => number | undefined;
};

/** By year, under its goal: what was counted by evidence, and in a column of its own what others reported. */
export function Years({ locale, slug, editions, noteOf }: Props) {
  const t = words(locale, "history");
  return (
    <section className="grid gap-4" aria-labelledby="years">
      <h2 id="years">{t("yearsTitle")}</h2>
      <p className="quiet">{t("yearsText")}</p>
      <table className="figures years">
        <thead>
          <tr>
            <th scope="col">{t("counted")}</th>
            <th scope="col">{t("reported")}</th>
          </tr>
        </thead>
        {editions.map((edition) => (
          <tbody key={edition.id}>
            <tr>
              <th colSpan={2} scope="rowgroup">
                <a href={path(locale, `/c/${slug}/${edition.year}`)}>{edition.year}</a>{" "}
                <span className="quiet small font-normal">
                  {edition.goal === null ? t("noGoal") : t("goalIs", { goal: number(locale, edition.goal) })}
                </span>
              </th>
            </tr>
            <tr>
              <td>
                <Counted locale={locale} edition={edition} />
              </td>
              <td>
                {edition.reported.length > 0 ? (
                  <Claims locale={locale} claims={edition.reported} noteOf={noteOf} />
                ) : (
                  <span className="quiet small">
                    {edition.isCounted || edition.state !== "closed" ? "–" : t("noFigure")}
                  </span>
                )}
              </td>
            </tr>
          </tbody>
        ))}
      </table>
    </section>
  );
}

function Counted({ locale, edition }: { locale: Locale; edition: EditionHistory }) {
  const t = words(locale, "history");
  if (edition.state === "closed" && !edition.isCounted)
    return <span className="quiet small">{t("notCounted")}</span>;
  const shows = showsFigures(edition.verified, edition, now());
  return (
    <>
      {shows && <span className="amount">{number(locale, edition.verified)}</span>}
      <span className="quiet small block">{stateText(locale, edition)}</span>
      {shows && <Evidence locale={locale} edition={edition} />}
    </>
  );
}

/** The men by how they are known, and the supporters, each apart. */
export function Evidence({ locale, edition }: { locale: Locale; edition: EditionHistory }) {
  const t = words(locale, "history");
  const { email = 0, witnessed = 0, paper = 0 } = edition.byEvidence;
  const lines = [
    t("evidence.email", { count: number(locale, email) }),
    ...(witnessed > 0 ? [t("evidence.witnessed", { count: number(locale, witnessed) })] : []),
    ...(paper > 0 ? [t("evidence.paper", { count: number(locale, paper) })] : []),
    ...(edition.supporters > 0
      ? [t("supporters", { count: edition.supporters, shown: number(locale, edition.supporters) })]
      : []),
  ];
  return lines.map((text) => (
    <span key={text} className="quiet small block">
      {text}
    </span>
  ));
}

function stateText(locale: Locale, { state, isFinal, opensAt, closesAt, timeZone }: EditionHistory): string {
  const t = words(locale, "history");
  if (state === "before") return t("stateBefore", { date: date(locale, opensAt, timeZone) });
  const last = { date: date(locale, closesAt, timeZone) };
  return state === "open" ? t("stateOpen", last) : t(isFinal ? "stateFinal" : "stateClosed", last);
}
