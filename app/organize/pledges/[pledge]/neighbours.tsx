import { pledgeAddress } from "#lib/organizers/pledges/addresses.ts";
import type { Neighbour } from "#lib/organizers/pledges/one.ts";
import { type Locale, words } from "#lib/words.ts";

/** Other pledges of his mailbox: of his household, and his own of other years. */
export function Neighbours({ locale, neighbours }: { locale: Locale; neighbours: Neighbour[] }) {
  const t = words(locale, "pledges");
  return (
    <section className="desk-panel">
      <h2>{t("near.title")}</h2>
      {neighbours.length === 0 ? (
        <p className="desk-note">{t("near.none")}</p>
      ) : (
        <ul className="desk-lines">
          {neighbours.map(({ id, year, name, state, isHimself }) => (
            <li key={id}>
              <a href={pledgeAddress(id)}>{name ?? t("list.noName")}</a>
              {` · ${t(isHimself ? "near.himself" : "near.other", { year: String(year) })} · `}
              <span className={`pledge-state ${state}`}>{t(`state.${state}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
