import "../../../../styles/article.css";
import type { Metadata } from "next";
import { cache } from "react";
import { campaignPage } from "#lib/campaigns/queries.ts";
import { articleAddress } from "#lib/contents/article-rules.ts";
import { shownArticle } from "#lib/contents/articles.ts";
import { isLocale, localeOr, path } from "#lib/words.ts";
import { alternates } from "../../alternates.ts";
import { Frame } from "../../frame.tsx";
import { Missing, missingMetadata } from "../../missing.tsx";
import { ArticleText } from "./article.tsx";

export type AskedArticle = { locale: string; slug: string; name: string };

/** Title and page share one read. Null for whatever is not published. */
const read = cache(async (locale: string, slug: string, name: string) => {
  const page = isLocale(locale) ? await campaignPage(slug, locale) : null;
  const article = page && (await shownArticle(page.campaign.id, name, localeOr(locale)));
  return page && article && { page, article };
});

export async function articleMetadata({ locale: asked, slug, name }: AskedArticle): Promise<Metadata> {
  const locale = localeOr(asked);
  const found = await read(asked, slug, name);
  if (!found) return missingMetadata(locale);
  const { title } = found.article;
  const siteName = found.page.campaign.name;
  return {
    title: `${title} · ${siteName}`,
    openGraph: { title, siteName, locale, type: "article" },
    alternates: alternates(locale, articleAddress(slug, name)),
  };
}

/** A page that organizers have written. */
export async function ArticlePage({ locale: asked, slug, name }: AskedArticle) {
  const locale = localeOr(asked);
  const found = await read(asked, slug, name);
  if (!found) return <Missing locale={locale} />;
  const { page, article } = found;
  return (
    <Frame locale={locale} address={articleAddress(slug, name)} slug={slug}>
      <div className="grid gap-8">
        <header className="grid gap-3">
          <p className="small">
            <a href={path(locale, `/c/${slug}`)}>{page.campaign.name}</a>
          </p>
          <h1 lang={article.lang === locale ? undefined : article.lang}>{article.title}</h1>
        </header>
        <ArticleText locale={locale} article={article} />
      </div>
    </Frame>
  );
}
