import { Message } from "#components/message.tsx";
import type { CampaignPage } from "#lib/campaigns/queries.ts";
import { type Locale, words } from "#lib/words.ts";
import { Frame } from "../../../frame.tsx";
import { SignLink } from "./sign-link.tsx";

type Props = { locale: Locale; page: CampaignPage; address: string };

/** In place of the map, and of every place's page, while the organizers have switched it off: no figure of any place. */
export function MapOff({ locale, page, address }: Props) {
  const t = words(locale, "map");
  return (
    <Frame locale={locale} address={address} slug={page.campaign.slug}>
      <Message title={t("offTitle")} text={t("offText")}>
        <SignLink locale={locale} page={page} />
      </Message>
    </Frame>
  );
}
