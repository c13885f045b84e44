import type { Preview } from "#lib/organizers/bulk/preview.ts";
import { placeName } from "#lib/places/names.ts";
import { placedOf } from "#lib/places/rules.ts";
import type { Moved } from "#lib/pledges/bulk/count.ts";
import { type Locale, number, words } from "#lib/words.ts";

type Props = { locale: Locale; met: Preview["met"] };

/** What a condition meets, before anything is done: how many, and what the number loses. */
export function PreviewPanel({ locale, met }: Props) {
  const t = words(locale, "bulk");
  return (
    <section className="desk-panel" aria-labelledby="preview">
      <h2 id="preview">{t("preview")}</h2>
      {met ? (
        <div className="bulk-met" role="status">
          <p className="desk-figure">
            {met.isMore
              ? t("metMore", { shown: number(locale, met.total) })
              : t("met", { count: met.total, shown: number(locale, met.total) })}
          </p>
          {met.total > 0 && (
            <p>
              {met.isMore
                ? t("countedMore", { of: number(locale, met.total), shown: number(locale, met.counted) })
                : t("counted", { count: met.counted, shown: number(locale, met.counted) })}
            </p>
          )}
        </div>
      ) : (
        <p role="status">{t("metTooLong")}</p>
      )}
      {met && met.moved.length > 0 && <MovedTable locale={locale} moved={met.moved} />}
    </section>
  );
}

function MovedTable({ locale, moved }: { locale: Locale; moved: Moved[] }) {
  const t = words(locale, "bulk");
  return (
    <details>
      <summary>{t("moved")}</summary>
      <section className="desk-scroll" aria-label={t("moved")} tabIndex={-1}>
        <table className="desk-table">
          <caption>{t("movedCaption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("movedWhat")}</th>
              <th scope="col" className="n">
                {t("movedCount")}
              </th>
            </tr>
          </thead>
          <tbody>
            {moved.map(({ dimension, key, counted }) => (
              <tr key={`${dimension}:${key}`}>
                <th scope="row">
                  {t(`dimension.${dimension}`)}: {keyName(locale, dimension, key)}
                </th>
                <td className="n">{number(locale, counted)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

function keyName(locale: Locale, dimension: Moved["dimension"], key: string): string {
  const placed = dimension === "place" ? placedOf(key) : null;
  if (placed) return placeName(placed, locale);
  return dimension === "stance" ? words(locale, "pledges")(`stance.${key as "man"}`) : key;
}
