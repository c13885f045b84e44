import type { Article } from "#lib/contents/articles.ts";
import { markdownToHtml } from "#lib/contents/markdown.ts";
import { type Locale, words } from "#lib/words.ts";

/** The text of a page that organizers have written; one that is in another language says so first. */
export function ArticleText({ locale, article }: { locale: Locale; article: Article }) {
  const isOther = article.lang !== locale;
  return (
    <>
      {isOther && <p className="quiet">{words(locale, "learn")(`otherLanguage.${article.lang}`)}</p>}
      <div
        className="article"
        lang={isOther ? article.lang : undefined}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: made by markdownToHtml, which lets no HTML through.
        dangerouslySetInnerHTML={{ __html: markdownToHtml(article.body) }}
      />
    </>
  );
}
