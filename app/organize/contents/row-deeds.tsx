import { type Locale, words } from "#lib/words.ts";

type Row = {
  locale: Locale;
  campaign: string;
  noun: "fact" | "hotline";
  id: string;
  /** What a screen reader hears behind each deed: there are many alike on the page. */
  what: string;
};

/** Two buttons that move a row of a list; the first cannot go up, the last not down. */
export function MoveButtons({ isFirst, isLast, ...row }: Row & { isFirst: boolean; isLast: boolean }) {
  const t = words(row.locale, "contents");
  return (
    <form method="post" action="/organize/contents/move" className="row-deeds">
      <Hidden {...row} />
      <button type="submit" name="by" value="up" disabled={isFirst} aria-label={t("up", { what: row.what })}>
        <Arrow to="up" />
      </button>
      <button
        type="submit"
        name="by"
        value="down"
        disabled={isLast}
        aria-label={t("down", { what: row.what })}
      >
        <Arrow to="down" />
      </button>
    </form>
  );
}

/** "I have looked today": the commonest deed of all, so it takes one press. */
export function LookAgain({ label, longLabel, ...row }: Row & { label: string; longLabel: string }) {
  return (
    <form method="post" action="/organize/contents/look-again" className="row-deeds">
      <Hidden {...row} />
      <button type="submit" className="worded" aria-label={longLabel}>
        {label}
      </button>
    </form>
  );
}

function Hidden({ campaign, noun, id }: Pick<Row, "campaign" | "noun" | "id">) {
  return (
    <>
      <input type="hidden" name="campaign" value={campaign} />
      <input type="hidden" name="noun" value={noun} />
      <input type="hidden" name="id" value={id} />
    </>
  );
}

function Arrow({ to }: { to: "up" | "down" }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <path d={to === "up" ? "M8 13V3M3.5 7.5 8 3l4.5 4.5" : "M8 3v10M3.5 8.5 8 13l4.5-4.5"} />
    </svg>
  );
}
