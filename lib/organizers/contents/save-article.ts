import { hash } from "node:crypto";
import { type ArticleProblems, readArticle } from "#lib/contents/article-rules.ts";
import { articleOf } from "#lib/contents/articles.ts";
import { uuidv7 } from "#lib/crypto.ts";
import type { Locale } from "#lib/words.ts";
import type { Edited } from "../editing/edited.ts";
import { demand, type Scope } from "../scope.ts";
import { type Columns, saveRow } from "./save-row.ts";

type Asked = {
  name: string;
  lang: Locale;
  campaignId: string;
  revision: number;
  now: Date;
  to: string;
};

/** Saves a page in one language; what is wrong with it comes back as codes by field. Throws Refused. */
export async function saveArticle(
  scope: Scope,
  form: ReadonlyMap<string, string>,
  { name, lang, campaignId, now, ...asked }: Asked,
): Promise<Edited | { ok: false; problems: ArticleProblems }> {
  demand(scope, "campaign.change");
  const read = readArticle(form);
  if (!read.ok) return read;
  const { isPublished, title, body } = read.article;
  const since = isPublished ? ((await articleOf(campaignId, name, lang))?.publishedAt ?? now) : null;
  return saveRow(scope, {
    ...asked,
    now,
    table: "Article",
    noun: "article",
    subject: articleSubject(campaignId, name, lang),
    key: { campaign_id: campaignId, slug: name, lang },
    columns: { title, body, published_at: since },
    first: { id: uuidv7(now) },
    facts: articleFacts,
    fields: (row) => ({
      title: String(row.title),
      body: String(row.body),
      published: row.published_at ? "on" : "",
    }),
  });
}

/** As the audit log knows it. */
export function articleSubject(campaignId: string, name: string, lang: Locale): string {
  return `article:${campaignId}/${name}/${lang}`;
}

/** A page's row as the audit log keeps it: of its text, which may name people, only how long it is and its hash. */
export function articleFacts(row: Columns) {
  const body = String(row.body);
  return {
    title: row.title,
    characters: body.length,
    sha256: hash("sha256", body),
    published: Boolean(row.published_at),
  };
}
