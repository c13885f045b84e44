import "../../../../../styles/article.css";
import type { Metadata } from "next";
import { cache } from "react";
import { campaignPage } from "#lib/campaigns/queries.ts";
import { now } from "#lib/clock.ts";
import { shownArticle } from "#lib/contents/articles.ts";
import { dayOf } from "#lib/contents/days.ts";
import { shownFacts } from "#lib/contents/facts.ts";
import { isLocale, localeOr, path, words } from "#lib/words.ts";
import { alternates } from "../../../alternates.ts";
import { Frame } from "../../../frame.tsx";
import { Missing, missingMetadata } from "../../../missing.tsx";
import { ArticleText } from "../article.tsx";
import { Facts } from "./facts.tsx";

type Props = { params: Promise<{ locale: string; slug: string }> };

export const revalidate = 10;
export const generateStaticParams = async () => [];

/** Title and page share one read. Null where there is nothing to learn yet. */
const read = cache(async (asked: string, slug: string) => {
  const page = isLocale(asked) ? await campaignPage(slug, asked) : null;
  if (!page) return null;
  const { campaign, edition } = page;
  const [facts, article] = await Promise.all([
    shownFacts(campaign.id, dayOf(now(), edition.timeZone)),
    shownArticle(campaign.id, "learn", localeOr(asked)),
  ]);
  return facts.length > 0 || article ? { campaign, facts, article } : null;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale: asked, slug } = await params;
  const locale = localeOr(asked);
  const found = await read(asked, slug);
  if (!found) return missingMetadata(locale);
  const t = words(locale, "learn");
  const [title, description] = [found.article?.title ?? t("title"), t("description")];
  const siteName = found.campaign.name;
  return {
    title: `${title} · ${siteName}`,
    description,
    openGraph: { title, description, siteName, locale, type: "article" },
    alternates: alternates(locale, `/c/${slug}/learn`),
  };
}

/** What one should know: the organizers' own text, and figures, each with everything that it takes to check it. */
export default async function LearnPage({ params }: Props) {
  const { locale: asked, slug } = await params;
  const locale = localeOr(asked);
  const found = await read(asked, slug);
  if (!found) return <Missing locale={locale} />;
  const t = words(locale, "learn");
  const { campaign, facts, article } = found;
  return (
    <Frame locale={locale} address={`/c/${slug}/learn`} slug={slug}>
      <div className="grid gap-10">
        <header className="grid gap-3">
          <p className="small">
            <a href={path(locale, `/c/${slug}`)}>{campaign.name}</a>
          </p>
          <h1 lang={article && article.lang !== locale ? article.lang : undefined}>
            {article?.title ?? t("title")}
          </h1>
        </header>
        {article && <ArticleText locale={locale} article={article} />}
        {facts.length > 0 && <Facts locale={locale} facts={facts} />}
      </div>
    </Frame>
  );
}
