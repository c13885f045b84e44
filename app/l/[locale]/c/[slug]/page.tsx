import type { Metadata } from "next";
import { cache } from "react";
import { campaignPage } from "#lib/campaigns/queries.ts";
import { inLanguage } from "#lib/said.ts";
import { isLocale, localeOr, words } from "#lib/words.ts";
import { alternates } from "../../alternates.ts";
import { Frame } from "../../frame.tsx";
import { Missing, missingMetadata } from "../../missing.tsx";
import { PledgeView } from "./pledge-view.tsx";

type Props = { params: Promise<{ locale: string; slug: string }> };

export const revalidate = 10;
export const generateStaticParams = async () => [];

/** Title and page share one read. */
const read = cache(async (locale: string, slug: string) =>
  isLocale(locale) ? campaignPage(slug, locale) : null,
);

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { locale: asked, slug } = await props.params;
  const locale = localeOr(asked);
  const page = await read(asked, slug);
  if (!page) return missingMetadata(locale);
  const { look, languages } = page.campaign;
  const description =
    inLanguage(look.about, locale, languages)?.text ?? words(locale, "pledge")("description");
  const title = page.text.title;
  return {
    title: `${title} · ${page.campaign.name}`,
    description,
    openGraph: { title, description, siteName: page.campaign.name, locale, type: "website" },
    alternates: alternates(locale, `/c/${slug}`),
  };
}

/** The pledge page: what it is, how many, the text, and the line to sign on. Made once, then every ten seconds. */
export default async function PledgePage(props: Props) {
  const { locale: asked, slug } = await props.params;
  const locale = localeOr(asked);
  const page = await read(asked, slug);
  if (!page) return <Missing locale={locale} />;
  return (
    <Frame locale={locale} address={`/c/${slug}`} slug={slug} layout="pledge-page">
      <PledgeView locale={locale} page={page} />
    </Frame>
  );
}
