import "../../../styles/look.css";
import type { Metadata } from "next";
import { previewLook } from "#lib/organizers/look/preview.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { LOCALES, localeOr, words } from "#lib/words.ts";
import { PledgeView } from "../../../l/[locale]/c/[slug]/pledge-view.tsx";
import { oneOf } from "../../one-of.ts";
import type { Asked } from "../look-frame.tsx";

type Props = { searchParams: Promise<Asked> };

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("campaign.change");
  return { title: words(lang, "look")("previewTitle") };
}

/** The pledge page with the look that the form holds, for the desk alone. Its form is disabled: nobody signs here. */
export default async function PreviewPage({ searchParams }: Props) {
  const scope = await requireScope("campaign.change");
  const asked = await searchParams;
  const form = new Map(Object.keys(asked).map((name) => [name, oneOf(asked, name) ?? ""]));
  const locale = localeOr(form.get("in") || scope.lang);
  const preview = await previewLook(scope, form, locale);
  const t = words(scope.lang, "look");
  const problems =
    preview === null ? { campaign: t("problem.campaign") } : preview.ok ? null : preview.problems;
  return (
    <>
      <header className="preview-bar" lang={scope.lang}>
        <div>
          <p>
            <b>{t("previewTitle")}</b>
          </p>
          <p>{problems ? t("previewWrong") : t("previewText")}</p>
          {problems && (
            <ul>
              {Object.entries(problems).map(([name, text]) => (
                <li key={name}>{text}</li>
              ))}
            </ul>
          )}
        </div>
        <nav aria-label={t("preview")}>
          {LOCALES.map((lang) => (
            <a
              key={lang}
              href={`?${new URLSearchParams([...form].filter(([name]) => name !== "in").concat([["in", lang]]))}`}
              aria-current={lang === locale ? "page" : undefined}
            >
              {words(lang, "pledge")("language")}
            </a>
          ))}
        </nav>
      </header>
      {preview?.ok && (
        <fieldset className="preview" disabled lang={locale}>
          {preview.accents && (
            <link
              rel="stylesheet"
              href={`/organize/look/preview.css?color=${preview.accents.light.slice(1)}`}
              precedence="look"
            />
          )}
          <main className="frame pledge-page">
            <PledgeView locale={locale} page={preview.page} />
          </main>
        </fieldset>
      )}
    </>
  );
}
