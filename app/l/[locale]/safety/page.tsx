import type { Metadata } from "next";
import { localeOr, words } from "#lib/words.ts";
import { Frame } from "../frame.tsx";
import { Help } from "../help.tsx";
import { Prose } from "../prose.tsx";

type Props = { params: Promise<{ locale: string }> };

export const revalidate = 86_400;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = words(localeOr((await params).locale), "safety");
  return { title: t("title"), description: t("description") };
}

/** Help, and how to leave no trace. */
export default async function SafetyPage({ params }: Props) {
  const locale = localeOr((await params).locale);
  const t = words(locale, "safety");
  return (
    <Frame locale={locale} address="/safety">
      <Prose
        title={t("title")}
        lead={t("lead")}
        sections={[
          { title: t("leaveTitle"), body: t("leaveText") },
          {
            title: t("traceTitle"),
            body: t("traceText"),
            items: [t("trace1"), t("trace2"), t("trace3"), t("trace4")],
          },
          { title: t("mailTitle"), body: t("mailText") },
          { title: t("watchedTitle"), body: t("watchedText") },
        ]}
      >
        <Help locale={locale} id="help" all withLink={false} />
      </Prose>
    </Frame>
  );
}
