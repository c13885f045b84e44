import { addDays } from "#lib/contents/days.ts";
import type { Fact } from "#lib/contents/facts.ts";
import { inLocale } from "#lib/contents/localized.ts";
import type { Board } from "#lib/organizers/contents/board.ts";
import { type Locale, shortDay, words } from "#lib/words.ts";
import { LookAgain, MoveButtons } from "./row-deeds.tsx";
import { type State, StateMark } from "./state.tsx";
import { TablePanel } from "./table-panel.tsx";

/** Every fact with its source, its state and what one does with it. */
export function FactsPanel({ locale, board }: { locale: Locale; board: Board }) {
  const t = words(locale, "contents");
  const { campaign, facts, today } = board;
  return (
    <TablePanel
      id="facts"
      title={t("facts.heading")}
      intro={t("facts.intro")}
      add={{ href: `/organize/contents/facts/new?campaign=${campaign.slug}`, label: t("facts.new") }}
      caption={t("facts.caption")}
      columns={[t("columns.fact"), t("columns.review"), t("columns.state"), t("columns.order")]}
      empty={t("facts.empty")}
    >
      {facts.map((fact, index) => {
        const { text, lang } = inLocale(fact.statement, locale);
        const row = { locale, campaign: campaign.slug, noun: "fact", id: fact.id, what: text } as const;
        const state = stateOf(fact, today);
        return (
          <tr key={fact.id} id={`fact-${fact.id}`}>
            <th scope="row">
              <a href={`/organize/contents/facts/${fact.id}?campaign=${campaign.slug}`} lang={lang}>
                {text}
              </a>
              <small className="block">{`${fact.source}, ${fact.publisher}, ${fact.year}`}</small>
            </th>
            <td data-label={t("columns.review")}>{shortDay(locale, fact.reviewBy)}</td>
            <td data-label={t("columns.state")}>
              <StateMark locale={locale} state={state} />
              {(state === "due" || state === "soon") && (
                <LookAgain
                  {...row}
                  label={t("facts.lookAgain")}
                  longLabel={t("facts.lookAgainFor", { what: text })}
                />
              )}
            </td>
            <td data-label={t("columns.order")}>
              <MoveButtons {...row} isFirst={index === 0} isLast={index === facts.length - 1} />
            </td>
          </tr>
        );
      })}
    </TablePanel>
  );
}

function stateOf({ publishedAt, reviewBy }: Fact, today: string): State {
  if (!publishedAt) return "draft";
  if (reviewBy <= today) return "due";
  return reviewBy <= addDays(today, 30) ? "soon" : "public";
}
