import type { CampaignPage } from "#lib/campaigns/queries.ts";
import { type Locale, path, words } from "#lib/words.ts";

/** The way to the pledge: to sign while one can, else to read. */
export function SignLink({ locale, page }: { locale: Locale; page: CampaignPage }) {
  const t = words(locale, "map");
  const isOpen = page.edition.state === "open";
  const address = path(locale, `/c/${page.campaign.slug}`);
  return (
    <p className="no-print">
      <a className="button great" href={isOpen ? `${address}#sign-title` : address}>
        {t(isOpen ? "sign" : "read")}
      </a>
    </p>
  );
}
