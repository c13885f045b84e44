import { isArticleName } from "#lib/contents/article-rules.ts";
import { type Article, articleHeads, articleOf } from "#lib/contents/articles.ts";
import { type Fact, factsOf } from "#lib/contents/facts.ts";
import { type Hotline, hotlinesOf } from "#lib/contents/hotlines.ts";
import { uuidv7 } from "#lib/crypto.ts";
import { isLocale, type Locale } from "#lib/words.ts";
import type { Scope } from "../scope.ts";
import { type ContentsOf, contentsOf } from "./board.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Of what is new `id` is the one that it gets: a form that is sent twice makes one of it. */
export type ForEditing = { of: ContentsOf; id: string };

/** A fact for its form; null where there is none of that id. `new` is a form for one. Throws Refused. */
export async function factForEditing(
  scope: Scope,
  slug: string | undefined,
  id: string,
  now: Date,
): Promise<(ForEditing & { fact: Fact | null }) | null> {
  const of = await contentsOf(scope, slug, now);
  if (of && id === "new") return { of, id: uuidv7(now), fact: null };
  const [fact] = of && UUID.test(id) ? await factsOf(of.campaign.id, id) : [];
  return of && fact ? { of, id, fact } : null;
}

/** A hotline for its form, likewise. Throws Refused. */
export async function hotlineForEditing(
  scope: Scope,
  slug: string | undefined,
  id: string,
  now: Date,
): Promise<(ForEditing & { hotline: Hotline | null }) | null> {
  const of = await contentsOf(scope, slug, now);
  if (of && id === "new") return { of, id: uuidv7(now), hotline: null };
  const [hotline] = of && UUID.test(id) ? await hotlinesOf(of.campaign.id, id) : [];
  return of && hotline ? { of, id, hotline } : null;
}

export type ArticleForEditing = {
  of: ContentsOf;
  name: string;
  lang: Locale;
  /** Null: not written yet. */
  article: Article | null;
  /** In which languages it is written. */
  languages: Locale[];
};

/** A page in one language for its form; null for what cannot be the name of one. Throws Refused. */
export async function articleForEditing(
  scope: Scope,
  slug: string | undefined,
  { name, lang }: { name: string; lang: string },
  now: Date,
): Promise<ArticleForEditing | null> {
  const of = await contentsOf(scope, slug, now);
  if (!of || !isArticleName(name) || !isLocale(lang)) return null;
  const [article, heads] = await Promise.all([
    articleOf(of.campaign.id, name, lang),
    articleHeads(of.campaign.id),
  ]);
  const languages = heads.filter((head) => head.name === name).map((head) => head.lang);
  return { of, name, lang, article, languages };
}
