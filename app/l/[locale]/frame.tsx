import type { ReactNode } from "react";
import { PageFoot } from "#components/page-foot.tsx";
import { LOCALES, type Locale, path, words } from "#lib/words.ts";

type Props = {
  locale: Locale;
  /** The page's address in English, for its other languages. */
  address: string;
  /** The campaign whose open data the foot points to. */
  slug?: string;
  /** `pledge-page` has a margin column, `places` takes the whole width, `plain` is one column. */
  layout?: "plain" | "pledge-page" | "places";
  children: ReactNode;
};

/** What every public page has around it below the help strip: the place that its skip link leads to, and the foot. */
export function Frame({ locale, address, slug, layout = "plain", children }: Props) {
  const t = words(locale, "site");
  const languages = LOCALES.filter((other) => other !== locale).map((other) => ({
    href: path(other, address),
    label: words(other, "pledge")("language"),
    lang: other,
  }));
  const links = [
    { href: path(locale, "/privacy"), label: t("privacy") },
    { href: path(locale, "/safety"), label: t("safety") },
  ];
  if (slug) {
    links.push({ href: path(locale, `/c/${slug}/manage`), label: words(locale, "manage")("title") });
    links.push({ href: `/c/${slug}/count.json`, label: t("count") });
    links.push({ href: `/c/${slug}/places.json`, label: t("places") });
    links.push({ href: `/c/${slug}/history.json`, label: t("history") });
  }
  return (
    <>
      <main id="main" className={`frame ${layout}`} tabIndex={-1}>
        {children}
      </main>
      <PageFoot label={t("languages")} languages={languages} links={links} />
    </>
  );
}
