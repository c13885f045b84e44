import type { DeskEdition } from "#lib/organizers/desk-edition.ts";
import { listAddress } from "#lib/organizers/pledges/addresses.ts";
import { words } from "#lib/words.ts";
import type { ListView } from "./view.ts";

/** The editions of the campaign, and other campaigns, where there is a choice. */
export function Editions({ locale, found }: ListView & { found: DeskEdition }) {
  const { campaign, campaigns, edition, editions } = found;
  if (editions.length < 2 && campaigns.length < 2) return null;
  const links = [
    ...editions.map(({ year }) => ({
      name: campaigns.length > 1 ? `${campaign.name} ${year}` : String(year),
      href: listAddress({ campaign: campaign.slug, year: String(year), filter: {} }),
      isCurrent: year === edition.year,
    })),
    ...campaigns
      .filter(({ slug }) => slug !== campaign.slug)
      .map(({ slug, name }) => ({
        name,
        href: listAddress({ campaign: slug, filter: {} }),
        isCurrent: false,
      })),
  ];
  return (
    <nav className="desk-links" aria-label={words(locale, "pledges")("editions")}>
      {links.map(({ name, href, isCurrent }) => (
        <a key={href} href={href} aria-current={isCurrent ? "page" : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
