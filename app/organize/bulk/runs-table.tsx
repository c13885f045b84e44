import type { RunView } from "#lib/organizers/bulk/runs.ts";
import { type Locale, moment, number, words } from "#lib/words.ts";

type Props = { locale: Locale; runs: RunView[]; timeZone: string };

/** What was done in bulk, and how it stands. */
export function RunsTable({ locale, runs, timeZone }: Props) {
  const t = words(locale, "bulk");
  if (runs.length === 0) return <p className="desk-empty">{t("noRuns")}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="desk-scroll" aria-label={t("runs")} tabIndex={0}>
      <table className="desk-table bulk-table">
        <caption>{t("runsCaption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("runWhat")}</th>
            <th scope="col">{t("runHow")}</th>
            <th scope="col">{t("runWhen")}</th>
            <th scope="col">{t("runWho")}</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id}>
              <th scope="row">
                <a href={`/organize/bulk/runs/${run.id}`}>{run.name}</a>
              </th>
              <td>{outcomeText(locale, run)}</td>
              <td>{moment(locale, run.createdAt, timeZone)}</td>
              <td>{run.by ?? t("somebody")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function outcomeText(locale: Locale, { counts, task }: RunView): string {
  const t = words(locale, "bulk");
  const { invalidated, left } = counts;
  const result = t("result", { count: invalidated, shown: number(locale, invalidated) });
  const state = task && task.state !== "finished" ? ` (${t(`state_${task.state}`)})` : "";
  const undone = left === invalidated ? "" : ` (${t(left === 0 ? "undone" : "partly")})`;
  return `${result}${state}${undone}`;
}
