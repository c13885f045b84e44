import type { Metadata } from "next";
import { cache } from "react";
import { archivePage } from "#lib/campaigns/queries.ts";
import { historyOf } from "#lib/tallies/history.ts";
import { isLocale, localeOr, words } from "#lib/words.ts";
import { alternates } from "../../../alternates.ts";
import { Frame } from "../../../frame.tsx";
import { Help } from "../../../help.tsx";
import { Missing, missingMetadata } from "../../../missing.tsx";
import { TextSheet } from "../../../text-sheet.tsx";
import { Figure } from "../figure.tsx";
import { PledgeHead } from "../pledge-head.tsx";
import { ArchiveFacts } from "./archive-facts.tsx";
import { ArchiveFigure } from "./archive-figure.tsx";

type Props = { params: Promise<{ locale: string; slug: string; year: string }> };

export const revalidate = 10;
export const generateStaticParams = async () => [];

/** Title and page share one read. */
const read = cache(async (locale: string, slug: string, year: string) =>
  isLocale(locale) && /^\d{4}$/.test(year) ? archivePage(slug, Number(year), locale) : null,
);

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { locale: asked, slug, year } = await props.params;
  const locale = localeOr(asked);
  const page = await read(asked, slug, year);
  if (!page) return missingMetadata(locale);
  const t = words(locale, "history");
  // The current edition has its own address; this one is for the day when it is over.
  const address = page.isCurrent ? `/c/${slug}` : `/c/${slug}/${year}`;
  return {
    title: t("archiveTitle", { campaign: page.campaign.name, year }),
    description: t("archiveDescription", { year }),
    alternates: alternates(locale, address),
  };
}

/** One edition as it was: its figure and where that comes from, and the text that was signed. */
export default async function ArchivePage(props: Props) {
  const { locale: asked, slug, year } = await props.params;
  const locale = localeOr(asked);
  const [page, history] = await Promise.all([read(asked, slug, year), historyOf(slug)]);
  const edition = history?.editions.find((one) => one.year === Number(year));
  if (!page || !edition) return <Missing locale={locale} />;
  const { goal } = page.edition;
  return (
    <Frame locale={locale} address={`/c/${slug}/${year}`} slug={slug} layout="pledge-page">
      <PledgeHead locale={locale} page={page} isOver={!page.isCurrent} />
      <div className="pledge-figure no-print">
        {page.isCurrent && goal !== null ? (
          <Figure locale={locale} page={{ ...page, edition: { ...page.edition, goal } }} />
        ) : (
          <ArchiveFigure locale={locale} edition={edition} />
        )}
      </div>
      <div className="pledge-body">
        <ArchiveFacts locale={locale} page={page} edition={edition} />
        {(edition.isCounted || page.isCurrent) && <TextSheet locale={locale} slug={slug} text={page.text} />}
        <div className="no-print">
          <Help locale={locale} id="help-body" slug={slug} />
        </div>
      </div>
    </Frame>
  );
}
