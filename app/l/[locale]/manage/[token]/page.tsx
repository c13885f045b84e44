import type { Metadata } from "next";
import { now } from "#lib/clock.ts";
import { manageView } from "#lib/pledges/own-pledge.ts";
import { localeOr, words } from "#lib/words.ts";
import { Frame } from "../../frame.tsx";
import { LinkGone } from "./link-gone.tsx";
import { Own } from "./own.tsx";
import { Question } from "./question.tsx";
import { Withdrawn } from "./withdrawn.tsx";

type Props = {
  params: Promise<{ locale: string; token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const title = words(localeOr(locale), "manage")("title");
  return { title, robots: { index: false }, referrer: "same-origin" };
}

/** A man's own pledge: what he signed, his receipt, and the ways to renew it and out of it. Reading it changes nothing. */
export default async function ManagePage({ params, searchParams }: Props) {
  const { locale: asked, token } = await params;
  const locale = localeOr(asked);
  const view = await manageView(token, locale, now());
  const query = await searchParams;
  const slug = "slug" in view ? view.slug : undefined;
  const part = { locale, token };
  return (
    <Frame locale={locale} address={`/manage/${token}`} slug={slug}>
      {!("own" in view) ? (
        <LinkGone {...part} view={view} />
      ) : query.ask === "erase" ? (
        <Question {...part} deed="erase" state={view.state} />
      ) : view.state === "withdrawn" ? (
        <Withdrawn {...part} own={view.own} />
      ) : query.ask === "withdraw" ? (
        <Question {...part} deed="withdraw" state={view.state} />
      ) : (
        <Own {...part} own={view.own} said={Object.keys(query)} />
      )}
    </Frame>
  );
}
