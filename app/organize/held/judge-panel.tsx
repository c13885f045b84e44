import type { Queue } from "#lib/organizers/held/queue.ts";
import { REASONS } from "#lib/pledges/reasons.ts";
import { type Locale, words } from "#lib/words.ts";

type Props = { locale: Locale; queue: Queue; here: Record<string, string> };

/** Accepts or refuses: each reason is a button of its own, so that no second step is needed. */
export function JudgePanel({ locale, queue: { current, next, previous }, here }: Props) {
  const t = words(locale, "held");
  const reasons = words(locale, "integrity");
  if (!current) return null;
  const onwards = next ?? previous;
  const hidden = Object.entries({ ...here, pledge: current.id, ...(onwards && { next: onwards }) }).map(
    ([name, value]) => <input key={name} type="hidden" name={name} value={value} />,
  );
  return (
    <section className="desk-panel held-judge" aria-label={current.name ?? t("noName")}>
      <form method="post" action="/organize/held/accept">
        {hidden}
        <button className="button" type="submit" data-key="accept">
          {t(current.verifiedAt ? "accept" : "acceptPending")}
        </button>
      </form>
      <form method="post" action="/organize/held/refuse">
        {hidden}
        <fieldset aria-describedby="refuse-text">
          <legend>{t("refuse")}</legend>
          <div className="actions">
            {REASONS.map((code, index) => (
              <button
                key={code}
                className="button calm"
                type="submit"
                name="reason"
                value={code}
                data-key={index === 0 ? "refuse" : undefined}
              >
                {reasons(`reason_${code}`)}
              </button>
            ))}
          </div>
          <p className="desk-note" id="refuse-text">
            {t("refuseText")}
          </p>
        </fieldset>
      </form>
    </section>
  );
}
