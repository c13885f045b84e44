import { FieldFrame, TextField } from "#components/field.tsx";
import type { Met } from "#lib/pledges/bulk/count.ts";
import { REASONS } from "#lib/pledges/reasons.ts";
import { type Locale, number, words } from "#lib/words.ts";

type Props = {
  locale: Locale;
  /** Null where they could not be counted in time. */
  met: Met | null;
  /** A kept condition's id, or the fields of a new one with campaign and year. */
  fields: Record<string, string>;
  /** What was chosen before the second factor was asked for. */
  reason?: string | undefined;
  problem?: string | undefined;
};

/** The reason and the button that does it. A new condition is kept under a name. */
export function RunPanel({ locale, met, fields, reason, problem }: Props) {
  const t = words(locale, "bulk");
  const reasons = words(locale, "integrity");
  if (met?.total === 0) return null;
  const button =
    met && !met.isMore
      ? t("runButton", { count: met.total, shown: number(locale, met.total) })
      : t("runButtonMany");
  return (
    <section className="desk-panel bulk-run" aria-labelledby="run">
      <h2 id="run">{t("run")}</h2>
      <form className="bulk-form" method="post" action="/organize/bulk/run">
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="bulk-form">
          <FieldFrame
            name="reason"
            label={t("reason")}
            help={t("reasonHelp")}
            error={problem === "reason" ? t("problem.reason") : undefined}
          >
            <select
              className="input"
              id="reason"
              name="reason"
              defaultValue={reason ?? ""}
              required
              aria-describedby="reason-help"
            >
              <option value="" disabled>
                {t("choose")}
              </option>
              {REASONS.map((code) => (
                <option key={code} value={code}>
                  {reasons(`reason_${code}`)}
                </option>
              ))}
            </select>
          </FieldFrame>
          {!fields.condition && (
            <TextField name="name" label={t("name")} help={t("nameHelp")} maxLength={80} autoComplete="off" />
          )}
        </div>
        <p className="desk-note">
          {t("runText")} {t("factor")}
        </p>
        <div className="actions">
          <button className="button" type="submit">
            {button}
          </button>
          {!fields.condition && (
            <button className="button calm" type="submit" formAction="/organize/bulk/save" formNoValidate>
              {t("keep")}
            </button>
          )}
        </div>
      </form>
    </section>
  );
}
