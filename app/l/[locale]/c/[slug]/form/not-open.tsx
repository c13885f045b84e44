import { Message } from "#components/message.tsx";
import type { CampaignPage } from "#lib/campaigns/queries.ts";
import { date, type Locale, path, words } from "#lib/words.ts";

/** In place of the form before an edition opens and once it has closed: also what someone sees who sent it then. */
export function NotOpen({ locale, page }: { locale: Locale; page: CampaignPage }) {
  const pledge = words(locale, "pledge");
  const form = words(locale, "form");
  const { state, timeZone } = page.edition;
  const opens = { date: date(locale, page.edition.opensAt, timeZone) };
  const closed = { date: date(locale, page.edition.closesAt, timeZone) };
  return (
    <Message
      title={state === "before" ? pledge("notYetTitle", opens) : pledge("closedTitle")}
      text={state === "before" ? form("beforeText", opens) : form("closedText", closed)}
    >
      <p>
        <a className="button calm" href={path(locale, `/c/${page.campaign.slug}`)}>
          {form("familyBack")}
        </a>
      </p>
    </Message>
  );
}
