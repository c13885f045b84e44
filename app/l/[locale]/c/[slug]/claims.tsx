import type { Claim } from "#lib/tallies/history.ts";
import { date, type Locale, number, words } from "#lib/words.ts";

type Props = {
  locale: Locale;
  claims: Claim[];
  /** Number of the note below the page; absent where a claim has none. */
  noteOf?: (claim: Claim) => number | undefined;
};

/** Figures that others published: the latest first, each with the word that stood before it, source, publisher and day. */
export function Claims({ locale, claims, noteOf }: Props) {
  const t = words(locale, "history");
  return (
    <ul className="claims">
      {claims.toReversed().map((claim) => {
        const note = noteOf?.(claim);
        return (
          <li key={`${claim.publishedOn} ${claim.amount}`} className={claim.stands ? undefined : "replaced"}>
            <span className="amount">{t(claim.wording, { amount: number(locale, claim.amount) })}</span>
            {note && (
              <a className="note-ref" href={`#note-${note}`} aria-label={t("note", { n: String(note) })}>
                {note}
              </a>
            )}
            <span className="quiet small block">
              {!claim.stands && `${t("replaced")}: `}
              {claim.asOf && `${t("asOf", { date: day(locale, claim.asOf) })}; `}
              <Source locale={locale} claim={claim} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Source({ locale, claim }: { locale: Locale; claim: Claim }) {
  const text = words(locale, "history")("published", {
    source: claim.source,
    publisher: claim.publisher,
    date: day(locale, claim.publishedOn),
  });
  return claim.url ? (
    <a href={claim.url} rel="external noreferrer">
      {text}
    </a>
  ) : (
    text
  );
}

/** A day that belongs to no time zone: "November 22, 2021". */
function day(locale: Locale, text: string): string {
  return date(locale, new Date(`${text}T00:00:00Z`), "UTC");
}
