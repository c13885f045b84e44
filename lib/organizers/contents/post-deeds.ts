import { ARTICLE_FORM_LIMIT, articleName, BODY_LIMIT, isArticleName } from "#lib/contents/article-rules.ts";
import { markdownToHtml } from "#lib/contents/markdown.ts";
import { plainPage, seeOther } from "#lib/http.ts";
import { escapeHtml } from "#lib/mail/templates/frame.ts";
import { reviewFact, verifyHotline } from "./look-again.ts";
import { move } from "./move.ts";
import { contentsPage, readContentsForm, readId, readLang } from "./read-contents-form.ts";
import { removeContent } from "./remove-content.ts";

/** POST /organize/contents/move: `campaign`, `noun` (fact, hotline), `id`, `by` (up, down). */
export async function postMove(request: Request): Promise<Response> {
  const read = await readContentsForm(request);
  if (!read.ok) return read.response;
  const { scope, form, of } = read;
  const [id, noun, by] = [readId(form), form.get("noun"), form.get("by")];
  if (!id || (noun !== "fact" && noun !== "hotline") || (by !== "up" && by !== "down"))
    return seeOther(contentsPage(read));
  await move(scope, noun, { id, campaignId: of.campaign.id, by });
  return seeOther(`${contentsPage(read)}#${noun}-${id}`);
}

/** POST /organize/contents/look-again: `campaign`, `noun` (fact, hotline), `id`: somebody has looked today, and it is right. */
export async function postLookAgain(request: Request): Promise<Response> {
  const read = await readContentsForm(request);
  if (!read.ok) return read.response;
  const { scope, form, of } = read;
  const [id, noun] = [readId(form), form.get("noun")];
  if (!id || (noun !== "fact" && noun !== "hotline")) return seeOther(contentsPage(read));
  const look = noun === "fact" ? reviewFact : verifyHotline;
  const done = await look(scope, { id, campaignId: of.campaign.id, today: of.today });
  return seeOther(`${contentsPage(read, "", done ? "looked" : undefined)}#${noun}-${id}`);
}

/** POST /organize/contents/remove: `campaign`, `noun`, and `id` (fact, hotline) or `name` and `lang` (article). */
export async function postRemoveContent(request: Request): Promise<Response> {
  const read = await readContentsForm(request);
  if (!read.ok) return read.response;
  const { scope, form, of } = read;
  const [id, noun, name, lang] = [readId(form), form.get("noun"), form.get("name") ?? "", readLang(form)];
  let isGone = false;
  if (noun === "article" && lang && isArticleName(name))
    isGone = await removeContent(scope, of.campaign.id, { noun, name, lang });
  if ((noun === "fact" || noun === "hotline") && id)
    isGone = await removeContent(scope, of.campaign.id, { noun, id });
  return seeOther(contentsPage(read, "", isGone ? "removed" : undefined));
}

/** POST /organize/contents/pages/begin: `campaign`, `called`: goes to the page where it is written. Nothing is saved yet. */
export async function postBeginPage(request: Request): Promise<Response> {
  const read = await readContentsForm(request);
  if (!read.ok) return read.response;
  const name = articleName(read.form.get("called") ?? "");
  if (!isArticleName(name)) return seeOther(`${contentsPage(read)}&problem=name#pages`);
  return seeOther(contentsPage(read, `/pages/${name}/${read.scope.lang}`));
}

/** POST /organize/contents/pages/preview: `body` as the public would see it, for the form's script as JSON, else as a page. */
export async function postPreview(request: Request): Promise<Response> {
  const read = await readContentsForm(request, ARTICLE_FORM_LIMIT);
  if (!read.ok) return read.response;
  const { form, scope } = read;
  const html = markdownToHtml((form.get("body") ?? "").slice(0, BODY_LIMIT));
  const caching = { "cache-control": "private, no-store", vary: "accept" };
  if ((request.headers.get("accept") ?? "").includes("application/json"))
    return Response.json({ html }, { headers: caching });
  const page = plainPage(readLang(form) ?? scope.lang, {
    title: escapeHtml(form.get("title") ?? ""),
    body: html,
  });
  return new Response(page, { headers: { ...caching, "content-type": "text/html; charset=utf-8" } });
}
