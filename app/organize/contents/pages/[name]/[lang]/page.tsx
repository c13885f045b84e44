import "../../../../../styles/account.css";
import "../../../../../styles/article.css";
import "../../../../../styles/contents.css";
import type { Metadata } from "next";
import { describedBy, FieldFrame, TextField } from "#components/field.tsx";
import { now } from "#lib/clock.ts";
import { articleAddress, BODY_LIMIT, TITLE_LIMIT } from "#lib/contents/article-rules.ts";
import { markdownToHtml } from "#lib/contents/markdown.ts";
import { type ArticleForEditing, articleForEditing } from "#lib/organizers/contents/one.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { LOCALES, type Locale, path, words } from "#lib/words.ts";
import { DeskFrame } from "../../../../desk-frame.tsx";
import { EditForm } from "../../../../edit-form.tsx";
import { oneOf } from "../../../../one-of.ts";
import { NothingHere } from "../../../nothing-here.tsx";
import { PublishChoice } from "../../../publish-choice.tsx";
import { RemoveForm } from "../../../remove-form.tsx";
import { Preview } from "../../preview.tsx";

type Props = {
  params: Promise<{ name: string; lang: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("campaign.change");
  return { title: words(lang, "contents")("pages.title") };
}

/** One page in one language: its text, and how the public would see it. */
export default async function ArticlePage({ params, searchParams }: Props) {
  const scope = await requireScope("campaign.change");
  const asked = await searchParams;
  const found = await articleForEditing(scope, oneOf(asked, "campaign"), await params, now());
  if (!found) return <NothingHere scope={scope} />;
  const locale = scope.lang;
  const t = words(locale, "contents");
  const { article, of, name, lang } = found;
  const { slug } = of.campaign;
  const back = `/organize/contents?campaign=${slug}#pages`;
  return (
    <DeskFrame
      scope={scope}
      current="contents"
      title={`${t("pages.title")}: ${name}`}
      beside={<a href={back}>{t("back")}</a>}
    >
      {asked.done === "saved" && (
        <p className="desk-said" role="status">
          {t("done.saved")}
        </p>
      )}
      <Links locale={locale} found={found} />
      {article?.publishedAt && <p className="desk-note">{t("pages.liveNote")}</p>}
      <div className="content-write">
        <section className="desk-panel">
          <EditForm
            locale={locale}
            action="/organize/contents/pages/save"
            revision={article?.revision ?? 0}
            keep={back}
            save={t("save")}
          >
            <input type="hidden" name="campaign" value={slug} />
            <input type="hidden" name="name" value={name} />
            <input type="hidden" name="lang" value={lang} />
            <TextField
              name="title"
              label={t("pages.heading")}
              lang={lang}
              defaultValue={article?.title}
              maxLength={TITLE_LIMIT}
            />
            <FieldFrame name="body" label={t("pages.body")} help={t("pages.bodyHelp")}>
              <textarea
                id="body"
                name="body"
                lang={lang}
                className="input"
                rows={18}
                maxLength={BODY_LIMIT}
                defaultValue={article?.body}
                {...describedBy("body", t("pages.bodyHelp"))}
              />
            </FieldFrame>
            <PublishChoice locale={locale} isPublished={Boolean(article?.publishedAt)} />
          </EditForm>
        </section>
        <Preview
          lang={lang}
          campaign={slug}
          start={article ? markdownToHtml(article.body) : ""}
          texts={{
            title: t("pages.previewTitle"),
            button: t("pages.preview"),
            empty: t("pages.previewEmpty"),
            failed: t("pages.previewFailed"),
          }}
        />
      </div>
      {article && <RemoveForm locale={locale} fields={{ campaign: slug, noun: "article", name, lang }} />}
    </DeskFrame>
  );
}

/** Its other languages, and where the public finds it. */
function Links({ locale, found }: { locale: Locale; found: ArticleForEditing }) {
  const t = words(locale, "contents");
  const { of, name, lang, article, languages } = found;
  return (
    <nav className="desk-links" aria-label={t("pages.language")}>
      {LOCALES.map((other) => (
        <a
          key={other}
          href={`/organize/contents/pages/${name}/${other}?campaign=${of.campaign.slug}`}
          aria-current={other === lang ? "page" : undefined}
        >
          {t(`languages.${other}`)}
          {!languages.includes(other) && ` (${t("pages.notYet")})`}
        </a>
      ))}
      {article?.publishedAt ? (
        <a href={path(lang, articleAddress(of.campaign.slug, name))}>{t("see")}</a>
      ) : (
        <span>{t("pages.notPublic")}</span>
      )}
    </nav>
  );
}
