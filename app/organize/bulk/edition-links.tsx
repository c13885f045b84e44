import type { DeskEdition } from "#lib/organizers/desk-edition.ts";
import { CampaignLinks } from "../campaign-links.tsx";

type Props = { label: string; found: DeskEdition; page: string };

/** The campaigns, and the years of the one that is shown, where there is anything to choose. */
export function EditionLinks({ label, found: { campaign, campaigns, edition, editions }, page }: Props) {
  return (
    <>
      <CampaignLinks label={label} campaigns={campaigns} current={campaign.slug} page={page} />
      {editions.length > 1 && (
        <nav className="desk-links" aria-label={label}>
          {editions.map(({ year }) => (
            <a
              key={year}
              href={`${page}?${new URLSearchParams({ campaign: campaign.slug, year: String(year) })}`}
              aria-current={year === edition.year ? "page" : undefined}
            >
              {year}
            </a>
          ))}
        </nav>
      )}
    </>
  );
}
