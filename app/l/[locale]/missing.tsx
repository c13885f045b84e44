import type { Metadata } from "next";
import { Message } from "#components/message.tsx";
import { type Locale, path, words } from "#lib/words.ts";
import { Frame } from "./frame.tsx";

/**
 * The marker by which the front answers 404. Next's own `notFound()` sends an empty body that only
 * JavaScript fills, so pages return this one instead.
 */
export function missingMetadata(locale: Locale): Metadata {
  const title = words(locale, "site")("notFoundTitle");
  return { title, robots: { index: false }, other: { "x-status": "404" } };
}

export function Missing({ locale }: { locale: Locale }) {
  const t = words(locale, "site");
  return (
    <Frame locale={locale} address="/">
      <Message title={t("notFoundTitle")} text={t("notFoundText")}>
        <p>
          <a className="button" href={path(locale, "/")}>
            {t("notFoundLink")}
          </a>
        </p>
      </Message>
    </Frame>
  );
}
