import "../globals.css";
import "../styles/desk.css";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { preferredLocale } from "#lib/words.ts";

export const metadata: Metadata = {
  icons: { icon: { url: "/favicon.svg", type: "image/svg+xml" } },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#faf7f2" },
    { media: "(prefers-color-scheme: dark)", color: "#12181d" },
  ],
};

// Made for each request: the front gives the desk's scripts a nonce, which a kept page would not carry.
export const dynamic = "force-dynamic";

/** The language is the browser's until somebody has signed in; then DeskFrame says which one is his. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const locale = preferredLocale((await headers()).get("accept-language"));
  return (
    <html lang={locale} dir="ltr">
      <body>{children}</body>
    </html>
  );
}
