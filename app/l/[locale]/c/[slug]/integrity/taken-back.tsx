import type { Integrity } from "#lib/pledges/integrity.ts";
import { REASONS } from "#lib/pledges/reasons.ts";
import { type Locale, number, words } from "#lib/words.ts";

/** The reasons that have words of their own; another one is named as it stands in the ledger. */
const NAMED = [...REASONS, "held"] as const;
type Named = (typeof NAMED)[number];

/** How many were taken out of the count again, by whom, and what each reason means. */
export function TakenBack({ locale, known }: { locale: Locale; known: Integrity | null }) {
  const t = words(locale, "integrity");
  const total = (kind: string) => known?.kinds[kind] ?? 0;
  const shown = (kind: string) => ({ count: total(kind), shown: number(locale, total(kind)) });
  const reasons = Object.entries(known?.reasons ?? {}).sort(([, a], [, b]) => b - a);
  const named = reasons.reduce((sum, [, count]) => sum + count, 0);
  return (
    <section className="grid gap-4" aria-labelledby="taken-back">
      <h2 id="taken-back">{t("takenTitle")}</h2>
      <p>{t("takenText")}</p>
      {known && (
        <ul className="grid list-disc gap-2 ps-5">
          <li>{t("takenWithdrawn", shown("withdrawn"))}</li>
          <li>{t("takenInvalidated", shown("invalidated"))}</li>
          <li>{t("takenReinstated", shown("reinstated"))}</li>
        </ul>
      )}
      {reasons.length > 0 && (
        <dl className="facts">
          {reasons.map(([reason, count]) => (
            <div key={reason}>
              <dt>
                <b>{isNamed(reason) ? t(`reason_${reason}`) : t("reasonOther", { code: reason })}</b>
                {` · ${number(locale, count)}`}
              </dt>
              <dd>{isNamed(reason) ? t(`reason_${reason}Text`) : t("reasonOtherText")}</dd>
            </div>
          ))}
        </dl>
      )}
      {total("invalidated") > named && <p className="quiet small">{t("takenThisWeek")}</p>}
    </section>
  );
}

function isNamed(reason: string): reason is Named {
  return (NAMED as readonly string[]).includes(reason);
}
