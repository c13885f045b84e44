/** Pages that have an address of their own; all others stand under /pages/. */
export const OWN_ADDRESSES = ["learn", "press"] as const;

export type ArticleInput = { title: string; body: string; isPublished: boolean };
export type ArticleProblem = "missing" | "tooLong" | "name";
export type ArticleProblems = Partial<Record<string, ArticleProblem>>;

export const TITLE_LIMIT = 120;
/** Characters; some fifteen printed pages. */
export const BODY_LIMIT = 40_000;
/** What the form of one may weigh, in bytes: each character up to nine when it is sent. */
export const ARTICLE_FORM_LIMIT = 400_000;

export function readArticle(
  form: ReadonlyMap<string, string>,
): { ok: true; article: ArticleInput } | { ok: false; problems: ArticleProblems } {
  const title = (form.get("title") ?? "").trim().replace(/\s+/g, " ");
  const body = (form.get("body") ?? "").replaceAll("\r\n", "\n").trim();
  const problems: ArticleProblems = {};
  if (title === "") problems.title = "missing";
  else if (title.length > TITLE_LIMIT) problems.title = "tooLong";
  if (body === "") problems.body = "missing";
  else if (body.length > BODY_LIMIT) problems.body = "tooLong";
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  return { ok: true, article: { title, body, isPublished: form.get("published") === "on" } };
}

/** The name of a page in its address; the same rule as in the database. */
export function isArticleName(name: string): boolean {
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name);
}

/** A name made of what somebody calls the page: "Guía para pastores" is `guia-para-pastores`. Empty where nothing is left. */
export function articleName(called: string): string {
  const plain = called.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
}

/** Where the public finds it. */
export function articleAddress(slug: string, name: string): string {
  const isOwn = (OWN_ADDRESSES as readonly string[]).includes(name);
  return isOwn ? `/c/${slug}/${name}` : `/c/${slug}/pages/${name}`;
}
