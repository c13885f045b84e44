import { pledgeAddress } from "#lib/organizers/pledges/addresses.ts";
import type { PledgeChoices } from "#lib/organizers/pledges/choices.ts";
import type { ListedPledge } from "#lib/organizers/pledges/list.ts";
import { placeName } from "#lib/places/names.ts";
import { type Locale, words } from "#lib/words.ts";
import { type ListView, reasonText, shortMoment } from "./view.ts";

type Props = ListView & { pledges: ListedPledge[]; choices: PledgeChoices };

/** A row for each pledge; on a phone without the way they came. */
export function PledgeTable({ locale, timeZone, pledges, choices }: Props) {
  const t = words(locale, "pledges");
  const caption = t("list.caption", { count: pledges.length });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section className="desk-panel desk-scroll" aria-label={caption} tabIndex={0}>
      <table className="desk-table pledges-table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t("list.who")}</th>
            <th scope="col">{t("list.state")}</th>
            <th scope="col">{t("list.place")}</th>
            <th scope="col" className="pledges-wide">
              {t("list.source")}
            </th>
          </tr>
        </thead>
        <tbody>
          {pledges.map((pledge) => (
            <tr key={pledge.id}>
              <th scope="row">
                <a href={pledgeAddress(pledge.id)}>{pledge.name ?? t("list.noName")}</a>
                <small>{[pledge.address, ...marksOf(pledge, locale)].filter(Boolean).join(" · ")}</small>
              </th>
              <td>
                <span className={`pledge-state ${pledge.state}`}>{t(`state.${pledge.state}`)}</span>
                <small>
                  {pledge.reason && `${reasonText(locale, pledge.reason)} · `}
                  <time dateTime={pledge.submittedAt.toISOString()}>
                    {shortMoment(locale, pledge.submittedAt, timeZone)}
                  </time>
                </small>
              </td>
              <td>{placeName(pledge, locale)}</td>
              <td className="pledges-wide">{sourceText(locale, pledge.source, choices)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function marksOf(pledge: ListedPledge, locale: Locale): string[] {
  const t = words(locale, "pledges");
  return [
    pledge.stance === "supporter" ? t("stance.supporter") : "",
    pledge.minor ? t("list.minor") : "",
    pledge.isNameHidden ? t("list.nameHidden") : "",
    pledge.evidence && pledge.evidence !== "email" ? t(`evidence.${pledge.evidence as "paper"}`) : "",
  ];
}

/** A team or an event by its name; by what was posted where there is none of that name. */
export function sourceText(locale: Locale, source: ListedPledge["source"], choices: PledgeChoices): string {
  const t = words(locale, "pledges");
  if (!("slug" in source)) return t(`source.${source.kind}`);
  const known = (source.kind === "team" ? choices.teams : choices.events).find(
    ({ slug }) => slug === source.slug,
  );
  return t(`source.${source.kind}`, { name: known?.name ?? source.slug });
}
