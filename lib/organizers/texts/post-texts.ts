import {
  readText,
  SENTENCE_LIMIT,
  SENTENCES_LIMIT,
  type TextRefusal,
  TITLE_LIMIT,
} from "#lib/campaigns/text-rules.ts";
import { now as clock } from "#lib/clock.ts";
import { type Form, seeOther } from "#lib/http.ts";
import { isLocale, type Locale, words } from "#lib/words.ts";
import { readScopedForm } from "../desk-form.ts";
import { answerEdit } from "../editing/answer-edit.ts";
import { type Edited, readRevision } from "../editing/edited.ts";
import type { Scope } from "../scope.ts";
import { discardDrafts, saveDraft } from "./drafts.ts";
import { languageName } from "./language-name.ts";
import { publishDrafts } from "./publish.ts";
import { type TextDesk, textDesk } from "./queries.ts";

const PAGE = "/organize/texts";

/** POST /organize/texts/save: `campaign`, `lang`, `revision`, `title_LANG`, `sentences_LANG` with one sentence a line. */
export async function postDraft(request: Request): Promise<Response> {
  const read = await readScopedForm(request, "campaign.change");
  if (!read.ok) return read.response;
  const { form, scope } = read;
  const lang = form.get("lang");
  const desk = await textDesk(scope, form.get("campaign") ?? "");
  if (!desk || !isLocale(lang)) return seeOther(PAGE);
  const t = words(scope.lang, "pledgeTexts");
  const language = languageName(scope.lang, lang);
  return answerEdit(
    request,
    {
      locale: scope.lang,
      title: t("draft.of", { language }),
      form,
      fields: [
        { name: `title_${lang}`, label: t("draft.title"), lang },
        { name: `sentences_${lang}`, label: t("draft.sentences"), lang, isLong: true },
      ],
      action: `${PAGE}/save`,
      keep: draftPage(desk),
    },
    await save(scope, desk, lang, form),
  );
}

async function save(scope: Scope, desk: TextDesk, lang: Locale, form: Form): Promise<Edited> {
  const t = words(scope.lang, "pledgeTexts");
  const limits = { title: TITLE_LIMIT, sentences: SENTENCES_LIMIT, length: SENTENCE_LIMIT };
  const body = readText(form.get(`title_${lang}`) ?? "", form.get(`sentences_${lang}`) ?? "");
  if (!body.ok) {
    const said = Object.entries(body.refusals).map(([field, reason]) => [
      `${field}_${lang}`,
      t(`problems.${reason as TextRefusal}`, limits),
    ]);
    return { ok: false, status: 422, problems: Object.fromEntries(said) };
  }
  const seen = readRevision(form) ?? -1;
  if (await saveDraft(scope, desk.campaign.id, lang, { seen, text: body.text }))
    return { ok: true, to: `${draftPage(desk)}&done=saved#changes-${lang}` };
  const theirs = (await textDesk(scope, desk.campaign.slug))?.drafts.get(lang);
  return {
    ok: false,
    status: 409,
    theirs: {
      [`title_${lang}`]: theirs?.title ?? "",
      [`sentences_${lang}`]: theirs?.sentences.join("\n") ?? "",
    },
    revision: theirs?.revision ?? 0,
    by: theirs?.by ?? null,
    at: theirs?.at ?? clock(),
  };
}

/** POST /organize/texts/publish: `campaign`, `in_force`, `revision_LANG` of each language, `from` (`now` or `coming`). */
export async function postPublish(request: Request): Promise<Response> {
  const read = await readScopedForm(request, "campaign.change");
  if (!read.ok) return read.response;
  const { form, scope } = read;
  const desk = await textDesk(scope, form.get("campaign") ?? "");
  if (!desk) return seeOther(PAGE);
  const seen = {
    inForce: whole(form.get("in_force")),
    revisions: new Map(desk.campaign.languages.map((lang) => [lang, whole(form.get(`revision_${lang}`))])),
    onlyComing: form.get("from") === "coming",
  };
  const published = await publishDrafts(scope, desk, seen, clock());
  const page = `?campaign=${desk.campaign.slug}`;
  return seeOther(
    published.ok ? `${PAGE}${page}&done=published` : `${PAGE}/check${page}&problem=${published.reason}`,
  );
}

/** A version or revision; what is none is 0, which no page has seen. */
function whole(typed: string | undefined): number {
  return /^\d{1,9}$/.test(typed ?? "") ? Number(typed) : 0;
}

/** POST /organize/texts/discard: `campaign`. */
export async function postDiscard(request: Request): Promise<Response> {
  const read = await readScopedForm(request, "campaign.change");
  if (!read.ok) return read.response;
  const desk = await textDesk(read.scope, read.form.get("campaign") ?? "");
  if (!desk) return seeOther(PAGE);
  await discardDrafts(read.scope, desk.campaign.id);
  return seeOther(`${PAGE}?campaign=${desk.campaign.slug}&done=discarded`);
}

function draftPage({ campaign }: TextDesk): string {
  return `${PAGE}/draft?campaign=${campaign.slug}`;
}
