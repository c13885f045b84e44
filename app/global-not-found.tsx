import type { Metadata } from "next";
import { words } from "#lib/words.ts";

const t = words("en", "problem");

export const metadata: Metadata = { title: t("s404.title"), robots: { index: false } };

/** What plain Next shows for an address that is none. The front puts its own page, in the right language, in its place. */
export default function GlobalNotFound() {
  return (
    <html lang="en">
      <head>
        {/* A file of its own, as on every page that must work without a build. */}
        <link rel="stylesheet" href="/plain.css" />
      </head>
      <body>
        <p className="help">
          <a href="tel:911">
            {t("danger")} <b>911</b>
          </a>{" "}
          <a href="tel:+18883737888">
            {t("hotline")} <b>888-373-7888</b>
          </a>{" "}
          <a className="exit" href="/exit" rel="nofollow noreferrer">
            {t("exit")}
          </a>
        </p>
        <main>
          <h1>{t("s404.title")}</h1>
          <p>{t("s404.body")}</p>
          <p>
            <a href="/">{t("home")}</a> <a href="/safety">{t("safety")}</a>
          </p>
        </main>
      </body>
    </html>
  );
}
