import type { Metadata } from "next";
import { cache } from "react";
import { TallyGroup } from "#components/tally-group.tsx";
import { listedCampaigns } from "#lib/campaigns/queries.ts";
import { isLocale, localeOr, path, words } from "#lib/words.ts";
import { alternates } from "./alternates.ts";
import PledgePage, { generateMetadata as pledgeMetadata } from "./c/[slug]/page.tsx";
import { Frame } from "./frame.tsx";
import { Missing, missingMetadata } from "./missing.tsx";

type Props = { params: Promise<{ locale: string }> };

export const revalidate = 10;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return missingMetadata("en");
  const only = await onlyCampaign(locale);
  if (only) return pledgeMetadata(only);
  const t = words(locale, "home");
  return { title: t("title"), description: t("description"), alternates: alternates(locale, "/") };
}

/** Title and page share one read. */
const read = cache(listedCampaigns);

/** The only campaign there is to show, as the parameters of its page. */
async function onlyCampaign(locale: string) {
  const [campaign, ...others] = await read();
  return campaign && others.length === 0
    ? { params: Promise.resolve({ locale, slug: campaign.slug }) }
    : null;
}

/** The one campaign's own page, or the list of those that can be signed today. */
export default async function Home({ params }: Props) {
  const { locale: asked } = await params;
  const locale = localeOr(asked);
  if (!isLocale(asked)) return <Missing locale={locale} />;
  const only = await onlyCampaign(locale);
  if (only) return <PledgePage {...only} />;
  const t = words(locale, "home");
  const campaigns = await read();
  return (
    <Frame locale={locale} address="/">
      <h1>{t("title")}</h1>
      <p className="quiet">{campaigns.length > 0 ? t("lead") : t("none")}</p>
      <ul className="grid gap-5">
        {campaigns.map((campaign) => (
          <li key={campaign.slug} className="sheet grid gap-5">
            <div className="flex items-center gap-3">
              <span className="tally-mark" aria-hidden="true">
                <TallyGroup />
              </span>
              <div>
                <h2>{campaign.name}</h2>
                <p className="quiet small">{words(locale, "pledge")("hostedBy", { host: campaign.host })}</p>
              </div>
            </div>
            <p>
              <a className="button great" href={path(locale, `/c/${campaign.slug}`)}>
                {t("read")}
              </a>
            </p>
          </li>
        ))}
      </ul>
    </Frame>
  );
}
