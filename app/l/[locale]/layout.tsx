import "../../globals.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { HelpStrip } from "#components/help-strip.tsx";
import { type StripNumber, stripNumber } from "#lib/contents/help-numbers.ts";
import { inLocale } from "#lib/contents/localized.ts";
import { type Locale, localeOr, words } from "#lib/words.ts";

type Props = { children: ReactNode; params: Promise<{ locale: string }> };

/** Nothing is made while building, when there is no database: each page is made on its first request. */
export const generateStaticParams = async () => [];

export const metadata: Metadata = {
  icons: { icon: { url: "/favicon.svg", type: "image/svg+xml" } },
  formatDetection: { telephone: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#faf7f2" },
    { media: "(prefers-color-scheme: dark)", color: "#12181d" },
  ],
};

export default async function PublicLayout({ children, params }: Props) {
  const locale = localeOr((await params).locale);
  const t = words(locale, "site");
  const hotline = await stripNumber();
  return (
    <html lang={locale} dir="ltr">
      <body>
        <HelpStrip
          words={{
            skip: t("skip"),
            helpLabel: t("helpLabel"),
            danger: t("danger"),
            dangerShort: t("dangerShort"),
            hotline: nameOf(locale, hotline),
            hotlineShort: t("hotlineShort"),
            number: hotline.phoneShown,
            call: hotline.phone,
            exit: t("exit"),
            exitLong: t("exitLong"),
            exitOnce: t("exitOnce"),
            exitTwice: t("exitTwice"),
            exitLeaving: t("exitLeaving"),
          }}
        />
        {children}
      </body>
    </html>
  );
}

/** What the strip has room for: our short name of the national hotline, a short one of theirs, or just what it is. */
function nameOf(locale: Locale, { phone, name }: StripNumber): string {
  const t = words(locale, "site");
  if (phone === "+18883737888") return t("hotline");
  const { text } = inLocale(name, locale);
  return text.length <= 32 ? `${text}: ` : t("helpStrip");
}
