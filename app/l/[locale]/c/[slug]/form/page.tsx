import type { Metadata } from "next";
import { headers } from "next/headers";
import { ErrorSummary } from "#components/error-summary.tsx";
import { SignForm } from "#components/sign-form.tsx";
import { campaignPage } from "#lib/campaigns/queries.ts";
import { now } from "#lib/clock.ts";
import { loadSecrets } from "#lib/crypto.ts";
import { readFormMemory } from "#lib/pledges/memories.ts";
import { signingPause } from "#lib/switches/queries.ts";
import { localeOr, words } from "#lib/words.ts";
import { fieldErrors, summaryWords } from "../../../field-errors.ts";
import { Frame } from "../../../frame.tsx";
import { Missing, missingMetadata } from "../../../missing.tsx";
import { placeOptions } from "../../../place-options.ts";
import { TextSheet } from "../../../text-sheet.tsx";
import { FamilyPledge } from "./family-pledge.tsx";
import { NotOpen } from "./not-open.tsx";
import { Paused } from "./paused.tsx";

type Props = { params: Promise<{ locale: string; slug: string }> };

export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale: asked, slug } = await params;
  const locale = localeOr(asked);
  const page = await campaignPage(slug, locale);
  if (!page) return missingMetadata(locale);
  const isOpen = page.edition.state === "open" && !(await signingPause(locale));
  const title = isOpen ? words(locale, "form")("againTitle") : page.text.title;
  return { title, robots: { index: false } };
}

/**
 * The form again with what was typed and what is wrong with it, both from a sealed cookie; never cached. Of an edition
 * that is not open, or while signing is switched off, why there is none.
 */
export default async function FormPage({ params }: Props) {
  const { locale: asked, slug } = await params;
  const locale = localeOr(asked);
  const page = await campaignPage(slug, locale);
  if (!page) return <Missing locale={locale} />;
  const address = `/c/${slug}/form`;
  await loadSecrets();
  const memory = readFormMemory((await headers()).get("cookie"), address, now());
  if (memory?.young) {
    return (
      <Frame locale={locale} address={address}>
        <FamilyPledge locale={locale} slug={slug} />
      </Frame>
    );
  }
  if (page.edition.state !== "open") {
    return (
      <Frame locale={locale} address={address} slug={slug}>
        <NotOpen locale={locale} page={page} />
      </Frame>
    );
  }
  const pause = await signingPause(locale);
  if (pause) {
    return (
      <Frame locale={locale} address={address} slug={slug}>
        <Paused locale={locale} slug={slug} text={pause.text} hasTyped={memory !== null} />
      </Frame>
    );
  }
  const errors = fieldErrors(locale, memory?.errors ?? []);
  return (
    <Frame locale={locale} address={address}>
      <div className="grid gap-10">
        {Object.keys(errors).length > 0 && <ErrorSummary {...summaryWords(locale, errors)} />}
        {memory?.newText && (
          <p className="note" id="errors" role="alert" tabIndex={-1}>
            {words(locale, "form")("textNew")}{" "}
            <a href="#pledge-text">{words(locale, "pledge")("pledgeLabel")}</a>
          </p>
        )}
        <h1>{words(locale, "form")("againTitle")}</h1>
        <SignForm
          locale={locale}
          slug={slug}
          textVersion={page.text.version}
          places={placeOptions(locale)}
          values={memory?.values}
          errors={errors}
        />
        <TextSheet locale={locale} slug={slug} text={page.text} />
      </div>
    </Frame>
  );
}
