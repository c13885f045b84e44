import { TextField } from "#components/field.tsx";
import { articleAddress, OWN_ADDRESSES } from "#lib/contents/article-rules.ts";
import type { ArticleHead } from "#lib/contents/articles.ts";
import type { Board } from "#lib/organizers/contents/board.ts";
import { LOCALES, type Locale, texts, words } from "#lib/words.ts";
import { StateMark } from "./state.tsx";
import { TablePanel } from "./table-panel.tsx";

type Props = { locale: Locale; board: Board; hasProblem: boolean };

/** Every page with its state in each language; the two that have an address of their own are offered from the start. */
export function PagesPanel({ locale, board, hasProblem }: Props) {
  const t = words(locale, "contents");
  const { slug } = board.campaign;
  const names = [...new Set([...OWN_ADDRESSES, ...board.articles.map(({ name }) => name)])];
  const byKey = new Map(board.articles.map((article) => [`${article.name}/${article.lang}`, article]));
  return (
    <TablePanel
      id="pages"
      title={t("pages.headingList")}
      intro={t("pages.intro")}
      caption={t("pages.caption")}
      columns={[t("columns.page"), ...LOCALES.map((lang) => t(`languages.${lang}`))]}
      empty=""
      foot={<Begin locale={locale} slug={slug} hasProblem={hasProblem} />}
    >
      {names.map((name) => (
        <tr key={name} id={`article-${name}`}>
          <th scope="row">
            <span>{titleOf(locale, name, byKey)}</span>
            <small className="block">{articleAddress(slug, name)}</small>
          </th>
          {LOCALES.map((lang) => (
            <td key={lang} data-label={t(`languages.${lang}`)}>
              <Version
                locale={locale}
                slug={slug}
                name={name}
                lang={lang}
                article={byKey.get(`${name}/${lang}`)}
              />
            </td>
          ))}
        </tr>
      ))}
    </TablePanel>
  );
}

type VersionProps = { locale: Locale; slug: string; name: string; lang: Locale; article?: ArticleHead };

function Version({ locale, slug, name, lang, article }: VersionProps) {
  const t = words(locale, "contents");
  const language = t(`languages.${lang}`);
  return (
    <>
      {article ? (
        <StateMark locale={locale} state={article.publishedAt ? "public" : "draft"} />
      ) : (
        <span className="quiet">{t("pages.notYet")}</span>
      )}{" "}
      <a
        className="content-edit"
        href={`/organize/contents/pages/${name}/${lang}?campaign=${slug}`}
        aria-label={`${article ? t("edit") : t("pages.write")}: ${name}, ${language}`}
      >
        {article ? t("edit") : t("pages.write")}
      </a>
    </>
  );
}

/** Its title where it has one, in the reader's language first. */
function titleOf(locale: Locale, name: string, byKey: Map<string, ArticleHead>): string {
  const own = texts(locale, "contents").pages.names as Record<string, string>;
  const written = [locale, ...LOCALES].map((lang) => byKey.get(`${name}/${lang}`)?.title).find(Boolean);
  return written ?? own[name] ?? name;
}

/** A new page begins with what it is about. */
function Begin({ locale, slug, hasProblem }: { locale: Locale; slug: string; hasProblem: boolean }) {
  const t = words(locale, "contents");
  return (
    <form method="post" action="/organize/contents/pages/begin" className="content-begin">
      <input type="hidden" name="campaign" value={slug} />
      <TextField
        name="called"
        label={`${t("pages.new")}: ${t("pages.called")}`}
        help={t("pages.calledHelp")}
        error={hasProblem ? t("problems.name") : undefined}
        required
        maxLength={100}
      />
      <button className="button" type="submit">
        {t("pages.begin")}
      </button>
    </form>
  );
}
