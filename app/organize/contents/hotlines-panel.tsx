import { isStale } from "#lib/contents/hotline-rules.ts";
import type { Hotline } from "#lib/contents/hotlines.ts";
import { inLocale } from "#lib/contents/localized.ts";
import type { Board } from "#lib/organizers/contents/board.ts";
import { placeName } from "#lib/places/names.ts";
import { placedOf } from "#lib/places/rules.ts";
import { type Locale, shortDay, words } from "#lib/words.ts";
import { LookAgain, MoveButtons } from "./row-deeds.tsx";
import { StateMark } from "./state.tsx";
import { TablePanel } from "./table-panel.tsx";

/** Every number to call, whom it serves, and when somebody last rang. */
export function HotlinesPanel({ locale, board }: { locale: Locale; board: Board }) {
  const t = words(locale, "contents");
  const { campaign, hotlines, today } = board;
  return (
    <TablePanel
      id="hotlines"
      title={t("hotlines.heading")}
      intro={t("hotlines.intro")}
      add={{ href: `/organize/contents/hotlines/new?campaign=${campaign.slug}`, label: t("hotlines.new") }}
      caption={t("hotlines.caption")}
      columns={[t("columns.hotline"), t("columns.reach"), t("columns.verified"), t("columns.order")]}
      empty={t("hotlines.empty")}
    >
      {hotlines.map((hotline, index) => {
        const { text, lang } = inLocale(hotline.name, locale);
        const row = { locale, campaign: campaign.slug, noun: "hotline", id: hotline.id, what: text } as const;
        return (
          <tr key={hotline.id} id={`hotline-${hotline.id}`}>
            <th scope="row">
              <a href={`/organize/contents/hotlines/${hotline.id}?campaign=${campaign.slug}`} lang={lang}>
                {text}
              </a>
              <small className="block">{servedName(locale, hotline.place)}</small>
            </th>
            <td data-label={t("columns.reach")}>{reach(locale, hotline)}</td>
            <td data-label={t("columns.verified")}>
              {shortDay(locale, hotline.verifiedOn)}
              {isStale(hotline.verifiedOn, today) && <StateMark locale={locale} state="stale" />}
              {hotline.verifiedOn !== today && (
                <LookAgain
                  {...row}
                  label={t("hotlines.lookAgain")}
                  longLabel={t("hotlines.lookAgainFor", { what: text })}
                />
              )}
            </td>
            <td data-label={t("columns.order")}>
              <MoveButtons {...row} isFirst={index === 0} isLast={index === hotlines.length - 1} />
            </td>
          </tr>
        );
      })}
    </TablePanel>
  );
}

function servedName(locale: Locale, place: string | null): string {
  const placed = place && placedOf(place);
  return placed ? placeName(placed, locale) : words(locale, "contents")("hotlines.everywhere");
}

function reach(locale: Locale, { phoneShown, sms, tty, url }: Hotline): string {
  const t = words(locale, "contents");
  const ways = [
    phoneShown,
    sms && t("hotlines.text", { sms }),
    tty && t("hotlines.ttyShort", { tty }),
    url && new URL(url).hostname,
  ];
  return ways.filter(Boolean).join(" · ");
}
