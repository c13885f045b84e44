import type { Metadata } from "next";
import { headers } from "next/headers";
import { loadSecrets } from "#lib/crypto.ts";
import { linkOf } from "#lib/organizers/links.ts";
import { preferredLocale, words } from "#lib/words.ts";
import { Door } from "../door.tsx";

type Props = { searchParams: Promise<{ token?: string | string[] }> };

/** The token stands in the address, so no search engine and no other site may learn it. */
export async function generateMetadata(): Promise<Metadata> {
  const locale = preferredLocale((await headers()).get("accept-language"));
  return { title: words(locale, "organizers")("titles.link"), robots: { index: false, follow: false } };
}

/** Where a sign-in mail leads: one button. Mail scanners follow links, so looking at it changes nothing. */
export default async function LinkPage({ searchParams }: Props) {
  const [token = ""] = [(await searchParams).token].flat();
  await loadSecrets();
  const link = token ? await linkOf(token) : null;
  const locale = link?.lang ?? preferredLocale((await headers()).get("accept-language"));
  const t = words(locale, "organizers");
  if (!link)
    return (
      <Door locale={locale} title={t("link.endedTitle")}>
        <p>{t("link.endedText")}</p>
        <p>
          <a className="button" href="/organize/sign-in">
            {t("link.again")}
          </a>
        </p>
      </Door>
    );
  return (
    <Door locale={locale} title={t("titles.link")}>
      <p>{t("link.text")}</p>
      <form method="post" action="/organize/link/confirm">
        <input type="hidden" name="token" value={token} />
        <button className="button" type="submit">
          {t("link.button")}
        </button>
      </form>
    </Door>
  );
}
