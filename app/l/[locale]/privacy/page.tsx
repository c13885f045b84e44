import type { Metadata } from "next";
import { localeOr, words } from "#lib/words.ts";
import { Frame } from "../frame.tsx";
import { Prose } from "../prose.tsx";

type Props = { params: Promise<{ locale: string }> };

export const revalidate = 86_400;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = words(localeOr((await params).locale), "privacy");
  return { title: t("title"), description: t("description") };
}

/** What is kept, for what, and for how long; each sentence is true of the tables in prisma/schema.prisma. */
export default async function PrivacyPage({ params }: Props) {
  const locale = localeOr((await params).locale);
  const t = words(locale, "privacy");
  return (
    <Frame locale={locale} address="/privacy">
      <Prose
        title={t("title")}
        lead={t("lead")}
        sections={[
          { title: t("keepTitle"), items: [t("keep1"), t("keep2"), t("keep3"), t("keep4")] },
          { title: t("longTitle"), items: [t("long1"), t("long2"), t("long3")] },
          { title: t("showTitle"), items: [t("show1"), t("show2")] },
          { title: t("mailTitle"), items: [t("mail1"), t("mail2")] },
          { title: t("cookieTitle"), items: [t("cookie1"), t("cookie2"), t("cookie3"), t("cookie4")] },
        ]}
      />
    </Frame>
  );
}
