import { ARTICLE_FORM_LIMIT, isArticleName } from "#lib/contents/article-rules.ts";
import { seeOther } from "#lib/http.ts";
import { type Locale, texts, words } from "#lib/words.ts";
import { answerEdit } from "../editing/answer-edit.ts";
import { type Edited, type EditField, readRevision } from "../editing/edited.ts";
import { articleFormFields, factFormFields, hotlineFormFields } from "./fields.ts";
import {
  CONTENTS,
  type ContentsForm,
  contentsPage,
  readContentsForm,
  readId,
  readLang,
} from "./read-contents-form.ts";
import { saveArticle } from "./save-article.ts";
import { saveFact } from "./save-fact.ts";
import { saveHotline } from "./save-hotline.ts";

/** What a deed says: saved or not, or what is wrong by field, as codes of `contents.problems` in messages/. */
type Saved = Edited | { ok: false; problems: Partial<Record<string, string>> };

/** POST /organize/contents/facts/save: `campaign`, `id`, `revision` and the fields of a fact. */
export async function postFact(request: Request): Promise<Response> {
  const read = await readContentsForm(request);
  if (!read.ok) return read.response;
  const [id, revision] = [readId(read.form), readRevision(read.form)];
  if (!id || revision === null) return seeOther(contentsPage(read));
  const { scope, form, of, now } = read;
  const asked = { id, revision, campaignId: of.campaign.id, today: of.today, now };
  const saved = await saveFact(scope, form, { ...asked, to: contentsPage(read, "", "saved") });
  const t = words(scope.lang, "contents");
  return answer(request, read, saved, {
    title: t("facts.title"),
    fields: factFormFields(scope.lang),
    action: `${CONTENTS}/facts/save`,
    keep: contentsPage(read, `/facts/${id}`),
  });
}

/** POST /organize/contents/hotlines/save: `campaign`, `id`, `revision` and the fields of a hotline. */
export async function postHotline(request: Request): Promise<Response> {
  const read = await readContentsForm(request);
  if (!read.ok) return read.response;
  const [id, revision] = [readId(read.form), readRevision(read.form)];
  if (!id || revision === null) return seeOther(contentsPage(read));
  const { scope, form, of, now } = read;
  const asked = { id, revision, campaignId: of.campaign.id, today: of.today, now };
  const saved = await saveHotline(scope, form, { ...asked, to: contentsPage(read, "", "saved") });
  const t = words(scope.lang, "contents");
  return answer(request, read, saved, {
    title: t("hotlines.title"),
    fields: hotlineFormFields(scope.lang),
    action: `${CONTENTS}/hotlines/save`,
    keep: contentsPage(read, `/hotlines/${id}`),
  });
}

/** POST /organize/contents/pages/save: `campaign`, `name`, `lang`, `revision`, `title`, `body`, `published`. */
export async function postArticle(request: Request): Promise<Response> {
  const read = await readContentsForm(request, ARTICLE_FORM_LIMIT);
  if (!read.ok) return read.response;
  const { scope, form, of, now } = read;
  const [name, lang, revision] = [form.get("name") ?? "", readLang(form), readRevision(form)];
  if (!isArticleName(name) || !lang || revision === null) return seeOther(contentsPage(read));
  const page = `/pages/${name}/${lang}`;
  const saved = await saveArticle(scope, form, {
    name,
    lang,
    revision,
    campaignId: of.campaign.id,
    now,
    to: contentsPage(read, page, "saved"),
  });
  return answer(request, read, saved, {
    title: words(scope.lang, "contents")("pages.title"),
    fields: articleFormFields(scope.lang, lang),
    action: `${CONTENTS}/pages/save`,
    keep: contentsPage(read, page),
  });
}

type Editing = { title: string; fields: EditField[]; action: string; keep: string };

function answer(
  request: Request,
  { form, scope }: ContentsForm,
  saved: Saved,
  editing: Editing,
): Promise<Response> {
  const edited: Edited =
    "problems" in saved && !("status" in saved)
      ? { ok: false, status: 422, problems: sentences(scope.lang, saved.problems, editing.fields) }
      : (saved as Edited);
  return answerEdit(request, { locale: scope.lang, form, ...editing }, edited);
}

/** Codes as sentences; a claim that is known to be false is named, with what is known. */
function sentences(
  locale: Locale,
  problems: Partial<Record<string, string>>,
  fields: EditField[],
): Record<string, string> {
  const said = texts(locale, "contents");
  const known = said.problems as Record<string, string>;
  const debunked = said.debunked as Record<string, string>;
  return Object.fromEntries(
    Object.entries(problems).map(([field, code = ""]) => {
      const claim = code.startsWith("debunked.") ? debunked[code.slice("debunked.".length)] : undefined;
      const label = fields.find(({ name }) => name === field)?.label ?? field;
      // A list of what is missing says what: on top of the form no field stands beside it.
      return [field, claim ?? (known[code] ?? code).replace("{field}", label)];
    }),
  );
}
