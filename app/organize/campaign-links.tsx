type Props = {
  label: string;
  campaigns: { slug: string; name: string }[];
  current: string;
  /** The page that shows the one that is chosen. */
  page: string;
};

/** The campaigns to choose from, where there are several. */
export function CampaignLinks({ label, campaigns, current, page }: Props) {
  if (campaigns.length < 2) return null;
  return (
    <nav className="desk-links" aria-label={label}>
      {campaigns.map(({ slug, name }) => (
        <a key={slug} href={`${page}?campaign=${slug}`} aria-current={slug === current ? "page" : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
