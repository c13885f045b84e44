import type { Metadata } from "next";
import { Message } from "#components/message.tsx";
import { loadSecrets } from "#lib/crypto.ts";
import { mailboxOfToken, pledgeOfToken } from "#lib/pledges/queries.ts";
import { localeOr, path, words } from "#lib/words.ts";
import { Frame } from "../../frame.tsx";

type Props = {
  params: Promise<{ locale: string; token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const title = words(localeOr((await params).locale), "notMe")("title");
  return { title, robots: { index: false }, referrer: "same-origin" };
}

/** For someone whose address a stranger typed: one button, and nothing happens before it is pressed. */
export default async function NotMePage({ params, searchParams }: Props) {
  const { locale: asked, token } = await params;
  const locale = localeOr(asked);
  const t = words(locale, "notMe");
  await loadSecrets();
  const done = "done" in (await searchParams);
  const known = done || (await mailboxOfToken(token)) !== null;
  // The link of the second mail opens this page only.
  const canGoBack = (await pledgeOfToken(token)) !== null;
  return (
    <Frame locale={locale} address={`/not-me/${token}`}>
      {done ? (
        <Message title={t("doneTitle")} text={t("doneText")} />
      ) : !known ? (
        <Message title={t("unknownTitle")} text={t("unknownText")} />
      ) : (
        <Message title={t("title")} text={t("text")}>
          <form method="post" action={`/not-me/${token}`}>
            <input type="hidden" name="lang" value={locale} />
            <button className="button great" type="submit">
              {t("button")}
            </button>
          </form>
          {canGoBack && (
            <p>
              <a className="inline-flex min-h-11 items-center" href={path(locale, `/confirm/${token}`)}>
                {t("back")}
              </a>
            </p>
          )}
        </Message>
      )}
    </Frame>
  );
}
