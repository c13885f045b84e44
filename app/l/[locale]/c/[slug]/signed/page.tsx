import type { Metadata } from "next";
import { headers } from "next/headers";
import { CodeForm } from "#components/code-form.tsx";
import { Envelope } from "#components/envelope.tsx";
import { campaignPage } from "#lib/campaigns/queries.ts";
import { now } from "#lib/clock.ts";
import { loadSecrets } from "#lib/crypto.ts";
import { readSignedMemory, type SignedMemory } from "#lib/pledges/memories.ts";
import { welcomeOf } from "#lib/pledges/queries.ts";
import { type Locale, localeOr, path, words } from "#lib/words.ts";
import { Frame } from "../../../frame.tsx";
import { Missing, missingMetadata } from "../../../missing.tsx";
import { Welcome } from "../../../welcome.tsx";

type Props = { params: Promise<{ locale: string; slug: string }> };

export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale: asked, slug } = await params;
  const locale = localeOr(asked);
  if (!(await campaignPage(slug, locale))) return missingMetadata(locale);
  return { title: words(locale, "signed")("title"), robots: { index: false } };
}

/** "Check your inbox", the same for a new and a repeat signer; after the right code, the welcome. */
export default async function SignedPage({ params }: Props) {
  const { locale: asked, slug } = await params;
  const locale = localeOr(asked);
  if (!(await campaignPage(slug, locale))) return <Missing locale={locale} />;
  await loadSecrets();
  const memory = readSignedMemory((await headers()).get("cookie"), slug, now());
  const welcome = memory?.proved ? await welcomeOf(memory.pledgeId) : null;
  return (
    <Frame locale={locale} address={`/c/${slug}/signed`} slug={slug}>
      {welcome ? (
        <Welcome locale={locale} slug={slug} welcome={welcome} manage={`/c/${slug}/manage`} />
      ) : (
        <OneMoreStep locale={locale} slug={slug} memory={memory} />
      )}
    </Frame>
  );
}

function OneMoreStep({
  locale,
  slug,
  memory,
}: {
  locale: Locale;
  slug: string;
  memory: SignedMemory | null;
}) {
  const t = words(locale, "signed");
  return (
    <div className="grid gap-8">
      <Envelope />
      <div className="grid gap-3">
        <h1>{t("title")}</h1>
        {memory && (
          <p>
            {t("sentTo")} <b>{memory.masked}</b>
          </p>
        )}
        <p>{t(memory ? "text" : "textNobody")}</p>
      </div>
      {memory?.full && <HouseholdFull locale={locale} />}
      {memory ? (
        <CodeForm
          action={`/c/${slug}/signed`}
          locale={locale}
          words={{
            label: t("code"),
            help: t("codeHelp"),
            submit: t("submit"),
            error: memory.codeFailed ? t("codeWrong") : undefined,
          }}
        />
      ) : (
        <p className="note">{t("textClosed")}</p>
      )}
      <div className="grid gap-2">
        <h2 className="text-[length:var(--step-1)]">{t("nothing")}</h2>
        <p className="quiet">{t("nothingText")}</p>
        <p>
          <a className="inline-flex min-h-11 items-center" href={path(locale, `/c/${slug}#sign`)}>
            {t("again")}
          </a>
        </p>
      </div>
    </div>
  );
}

function HouseholdFull({ locale }: { locale: Locale }) {
  const t = words(locale, "confirm");
  return (
    <div className="note grid gap-2" role="alert">
      <h2 className="text-[length:var(--step-1)]">{t("householdTitle")}</h2>
      <p>{t("householdText")}</p>
    </div>
  );
}
