import type { Metadata } from "next";
import { headers } from "next/headers";
import { now } from "#lib/clock.ts";
import { loadSecrets } from "#lib/crypto.ts";
import { readFormMemory } from "#lib/pledges/memories.ts";
import { confirmView } from "#lib/pledges/queries.ts";
import { localeOr, words } from "#lib/words.ts";
import { Frame } from "../../frame.tsx";
import { Welcome } from "../../welcome.tsx";
import { ConfirmForm } from "./confirm-form.tsx";
import { Refusal } from "./refusal.tsx";

type Props = {
  params: Promise<{ locale: string; token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const title = words(localeOr(locale), "confirm")("title");
  return { title, robots: { index: false }, referrer: "same-origin" };
}

/** Where the link in the mail leads. Reading it changes nothing, however often a scanner follows it. */
export default async function ConfirmPage({ params, searchParams }: Props) {
  const { locale: asked, token } = await params;
  const locale = localeOr(asked);
  await loadSecrets();
  const view = await confirmView(token, now());
  const query = await searchParams;
  const slug = "slug" in view ? view.slug : undefined;
  return (
    <Frame locale={locale} address={`/confirm/${token}`} slug={slug}>
      {view.state === "pending" && "full" in query ? (
        <Refusal locale={locale} token={token} state="household-full" slug={slug} />
      ) : view.state === "pending" ? (
        <ConfirmForm
          locale={locale}
          token={token}
          view={view}
          again={"again" in query}
          memory={
            // Signed again: what he had typed before belongs to the pledge that it replaced.
            "again" in query
              ? null
              : readFormMemory((await headers()).get("cookie"), `/confirm/${token}`, now())
          }
        />
      ) : view.state === "verified" ? (
        <Welcome locale={locale} slug={view.slug} welcome={view.welcome} manage={`/manage/${token}`} />
      ) : (
        <Refusal
          locale={locale}
          token={token}
          state={"sent" in query && view.state !== "closed" ? "resent" : view.state}
          slug={slug}
        />
      )}
    </Frame>
  );
}
