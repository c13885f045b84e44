import type { Comparison as Compared } from "#lib/pledges/integrity.ts";
import { type Locale, moment, number, words } from "#lib/words.ts";

/** The last time that numbers, ledger, signatures and log were laid beside each other, and what came out. */
export function Comparison({
  locale,
  comparison,
  timeZone,
}: {
  locale: Locale;
  comparison: Compared | null;
  timeZone: string;
}) {
  const t = words(locale, "integrity");
  return (
    <section className="grid gap-3" aria-labelledby="comparison">
      <h2 id="comparison">{t("comparisonTitle")}</h2>
      <p>{t("comparisonText")}</p>
      <p className={comparison && comparison.found > 0 ? "note" : undefined}>
        {comparison ? outcome(locale, comparison, timeZone) : t("comparisonNone")}
      </p>
    </section>
  );
}

function outcome(locale: Locale, { at, position, found, repaired }: Compared, timeZone: string): string {
  const t = words(locale, "integrity");
  const values = { when: moment(locale, at, timeZone), count: position, entries: number(locale, position) };
  if (found === 0) return t("comparisonAgreed", values);
  const failed = t("comparisonFailed", { ...values, found, things: number(locale, found) });
  const mended =
    repaired > 0 ? t("comparisonRepaired", { count: repaired, shown: number(locale, repaired) }) : "";
  return [failed, mended, t("comparisonHonest")].filter(Boolean).join(" ");
}
