import type { Metadata } from "next";
import { cache } from "react";
import { campaignPage } from "#lib/campaigns/queries.ts";
import { signingPause } from "#lib/switches/queries.ts";
import { isLocale, localeOr, words } from "#lib/words.ts";
import { alternates } from "../../alternates.ts";
import { Frame } from "../../frame.tsx";
import { Help } from "../../help.tsx";
import { Missing, missingMetadata } from "../../missing.tsx";
import { TextSheet } from "../../text-sheet.tsx";
import { Explanations } from "./explanations.tsx";
import { Figure } from "./figure.tsx";
import { MapTeaser } from "./map-teaser.tsx";
import { PledgeHead } from "./pledge-head.tsx";
import { Signing } from "./signing.tsx";

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
  const description = words(locale, "pledge")("description");
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
  const isOpen = page.edition.state === "open" && !(await signingPause(locale));
  return (
    <Frame locale={locale} address={`/c/${slug}`} slug={slug} layout="pledge-page">
      <PledgeHead locale={locale} page={page} />
      <div className="pledge-figure no-print">
        <div className="grid gap-10">
          <Figure locale={locale} page={page} />
          <MapTeaser locale={locale} page={page} />
          <div className="margin-help">
            <Help locale={locale} id="help-margin" />
          </div>
        </div>
      </div>
      <div className="pledge-body">
        <TextSheet locale={locale} slug={slug} text={page.text} />
        <Signing locale={locale} page={page} />
        <Explanations locale={locale} slug={slug} isOpen={isOpen} />
        <div className="body-help no-print">
          <Help locale={locale} id="help-body" />
        </div>
      </div>
    </Frame>
  );
}
