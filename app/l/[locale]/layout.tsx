import "../../globals.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { HelpStrip } from "#components/help-strip.tsx";
import { localeOr, words } from "#lib/words.ts";

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
  return (
    <html lang={locale} dir="ltr">
      <body>
        <HelpStrip
          words={{
            skip: t("skip"),
            helpLabel: t("helpLabel"),
            danger: t("danger"),
            dangerShort: t("dangerShort"),
            hotline: t("hotline"),
            hotlineShort: t("hotlineShort"),
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
