import type { ReactNode } from "react";
import { PageFoot } from "#components/page-foot.tsx";
import { articleAddress } from "#lib/contents/article-rules.ts";
import { publishedOf } from "#lib/contents/articles.ts";
import { inLocale } from "#lib/contents/localized.ts";
import { LOCALES, type Locale, path, words } from "#lib/words.ts";
import { LookSheet } from "./c/[slug]/look-sheet.tsx";

type Props = {
  locale: Locale;
  /** The page's address in English, for its other languages. */
  address: string;
  /** The campaign whose pages and open data the foot points to; without one it points to the front page. */
  slug?: string;
  /** `pledge-page` has a margin column, `places` takes the whole width, `plain` is one column. */
  layout?: "plain" | "pledge-page" | "places";
  children: ReactNode;
};

/** What every public page has around it below the help strip: the place that its skip link leads to, and the foot. */
export async function Frame({ locale, address, slug, layout = "plain", children }: Props) {
  const t = words(locale, "site");
  const languages = LOCALES.filter((other) => other !== locale).map((other) => ({
    href: path(other, address),
    label: words(other, "pledge")("language"),
    lang: other,
  }));
  const campaign = `/c/${slug}`;
  const links = slug
    ? [
        { href: path(locale, `${campaign}/map`), label: words(locale, "map")("toMap") },
        ...(await written(locale, slug)),
        { href: path(locale, `${campaign}/history`), label: words(locale, "pledge")("history") },
        { href: path(locale, `${campaign}/integrity`), label: words(locale, "map")("toIntegrity") },
        { href: path(locale, "/verify"), label: words(locale, "verify")("title") },
        { href: path(locale, `${campaign}/manage`), label: words(locale, "manage")("title") },
        { href: `${campaign}/count.json`, label: t("count") },
        { href: `${campaign}/places.json`, label: t("places") },
        { href: `${campaign}/history.json`, label: t("history") },
      ]
    : [{ href: path(locale, "/"), label: t("notFoundLink") }];
  links.push(
    { href: path(locale, "/privacy"), label: t("privacy") },
    { href: path(locale, "/safety"), label: t("safety") },
  );
  return (
    <>
      {slug && <LookSheet slug={slug} />}
      <main id="main" className={`frame ${layout}`} tabIndex={-1}>
        {children}
      </main>
      <PageFoot label={t("foot")} languages={languages} links={links} />
    </>
  );
}

/** How many pages of the organizers' own the foot names. */
const OWN_PAGES = 10;

/** What the campaign has written: `learn` and `press` under our names for them, other pages under their titles. */
async function written(locale: Locale, slug: string) {
  const t = words(locale, "learn");
  const pages = await publishedOf(slug);
  return pages.slice(0, OWN_PAGES).map(({ name, titles }) => ({
    href: path(locale, articleAddress(slug, name)),
    label: name === "learn" ? t("title") : name === "press" ? t("press") : inLocale(titles, locale).text,
  }));
}
