import type { Metadata } from "next";
import { headers } from "next/headers";
import { ErrorSummary } from "#components/error-summary.tsx";
import { TextField } from "#components/field.tsx";
import { Message } from "#components/message.tsx";
import { campaignPage } from "#lib/campaigns/queries.ts";
import { now } from "#lib/clock.ts";
import { loadSecrets } from "#lib/crypto.ts";
import { type FormMemory, readFormMemory } from "#lib/pledges/memories.ts";
import { type Locale, localeOr, words } from "#lib/words.ts";
import { fieldErrors, summaryWords } from "../../../field-errors.ts";
import { Frame } from "../../../frame.tsx";
import { Missing, missingMetadata } from "../../../missing.tsx";

type Props = {
  params: Promise<{ locale: string; slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale: asked, slug } = await params;
  const locale = localeOr(asked);
  if (!(await campaignPage(slug, locale))) return missingMetadata(locale);
  return { title: words(locale, "manage")("title"), robots: { index: false } };
}

/** Asks for the link to one's own pledge. What it answers is the same for every address. */
export default async function AskPage({ params, searchParams }: Props) {
  const { locale: asked, slug } = await params;
  const locale = localeOr(asked);
  if (!(await campaignPage(slug, locale))) return <Missing locale={locale} />;
  await loadSecrets();
  const t = words(locale, "manage");
  const page = `/c/${slug}/manage`;
  const memory = readFormMemory((await headers()).get("cookie"), page, now());
  return (
    <Frame locale={locale} address={page} slug={slug}>
      {"sent" in (await searchParams) ? (
        <Message title={t("sentTitle")} text={t("sentText")}>
          <p className="quiet">{t("sentMore")}</p>
        </Message>
      ) : (
        <AskForm locale={locale} page={page} memory={memory} />
      )}
    </Frame>
  );
}

function AskForm({ locale, page, memory }: { locale: Locale; page: string; memory: FormMemory | null }) {
  const t = words(locale, "manage");
  const errors = fieldErrors(locale, memory?.errors ?? []);
  return (
    <div className="grid gap-8">
      {errors.email && <ErrorSummary {...summaryWords(locale, errors)} />}
      <Message title={t("title")} text={t("askText")} />
      <form className="form" method="post" action={page}>
        <input type="hidden" name="lang" value={locale} />
        <TextField
          name="email"
          label={words(locale, "form")("email")}
          help={t("askEmailHelp")}
          type="email"
          defaultValue={memory?.values.email}
          error={errors.email}
          autoComplete="email"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <button className="button great" type="submit">
          {t("askButton")}
        </button>
      </form>
    </div>
  );
}
