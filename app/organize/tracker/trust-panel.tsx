import type { Trust } from "#lib/organizers/tracker/trust.ts";
import type { Milestone } from "#lib/tallies/history.ts";
import { number, words } from "#lib/words.ts";
import { milestoneText } from "../../l/[locale]/c/[slug]/milestone-words.ts";
import { Panel } from "./panel.tsx";
import { brief, type View } from "./view.ts";

/** Seconds after which the tallier is late: it looks about once a second. */
const LATE = 30;

/** What the count has passed, and whether it was compared, published and kept up. */
export function TrustPanel({
  view,
  trust,
  milestones,
}: {
  view: View;
  trust: Trust;
  milestones: Milestone[];
}) {
  const { locale, edition } = view;
  const t = words(locale, "desk");
  const when = (at: Date) => brief(locale, at, edition.timeZone);
  const isLate = trust.tallierLag > LATE;
  return (
    <Panel id="trust" title={t("tracker.trust.title")}>
      <dl className="desk-list">
        <dt>{t("tracker.trust.tallier")}</dt>
        <dd className={isLate ? "desk-warning" : undefined}>
          {isLate
            ? t("tracker.trust.tallierLate", { seconds: number(locale, Math.round(trust.tallierLag)) })
            : t("tracker.trust.tallierWell")}
        </dd>
        <dt>{t("tracker.trust.reconciliation")}</dt>
        <dd>{reconciled(view, trust)}</dd>
        <dt>{t("tracker.trust.publication")}</dt>
        <dd>
          {trust.publication
            ? t("tracker.trust.published", {
                when: when(trust.publication.at),
                count: number(locale, trust.publication.size),
              })
            : t("tracker.trust.noPublication")}
          {trust.unpublished > 0 &&
            ` · ${t("tracker.trust.unpublished", { count: number(locale, trust.unpublished) })}`}
        </dd>
      </dl>
      {trust.alarms.length === 0 && <p className="desk-note">{t("tracker.trust.nothingWrong")}</p>}
      <h3>{t("tracker.trust.milestones")}</h3>
      {milestones.length === 0 ? (
        <p className="desk-note">{t("tracker.trust.noMilestones")}</p>
      ) : (
        <ul className="desk-lines">
          {milestones.map((milestone) => (
            <li key={`${milestone.kind} ${milestone.key}`}>
              {milestoneText(locale, milestone)} <small>{when(milestone.at)}</small>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function reconciled({ locale, edition }: View, { reconciliation }: Trust): string {
  const t = words(locale, "desk");
  if (!reconciliation) return t("tracker.trust.noReconciliation");
  const { at, position, found } = reconciliation;
  const when = brief(locale, at, edition.timeZone);
  return found === 0
    ? t("tracker.trust.agreed", { when, count: number(locale, position) })
    : t("tracker.trust.found", { when, count: found });
}
