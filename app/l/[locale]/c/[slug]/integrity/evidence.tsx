import { type Locale, number, words } from "#lib/words.ts";

const CLASSES = ["email", "witnessed", "paper", "reported"] as const;

/** The ways in which a signature can be known, and how many men of each this edition has. */
export function Evidence({ locale, byEvidence }: { locale: Locale; byEvidence: Record<string, number> }) {
  const t = words(locale, "integrity");
  return (
    <section className="grid gap-4" aria-labelledby="evidence">
      <h2 id="evidence">{t("evidenceTitle")}</h2>
      <p>{t("evidenceText")}</p>
      <dl className="facts">
        {CLASSES.map((evidence) => {
          const count = byEvidence[evidence];
          return (
            <div key={evidence}>
              <dt>
                <b>{t(`evidence_${evidence}`)}</b>
                {count !== undefined && ` · ${t("evidenceCount", { count, shown: number(locale, count) })}`}
              </dt>
              <dd>{t(`evidence_${evidence}Text`)}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
