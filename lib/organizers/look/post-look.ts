import type { Form } from "#lib/http.ts";
import { words } from "#lib/words.ts";
import { readScopedForm } from "../desk-form.ts";
import { answerEdit } from "../editing/answer-edit.ts";
import { type Edited, type EditField, readRevision } from "../editing/edited.ts";
import type { Scope } from "../scope.ts";
import { deskTimeZone } from "../time-zone.ts";
import { changeLook } from "./change-look.ts";
import { changeVideo } from "./change-video.ts";
import { changeWords } from "./change-words.ts";
import { lookEditFields, readLook } from "./look-fields.ts";
import { mediaLabel, mediaOf, type Uploaded } from "./media-of.ts";
import { type DeskCampaign, deskCampaign } from "./queries.ts";
import { readVideo, videoEditFields } from "./video-fields.ts";
import { readWords, wordEditFields } from "./word-fields.ts";

/** Two transcripts of 6,000 characters, each of which may be six bytes long in a form. */
const LIMIT = 128 * 1024;

type Asked = {
  scope: Scope;
  form: Form;
  campaign: DeskCampaign;
  media: Uploaded[];
  labelOf: (one: Uploaded) => string;
  /** What a saved edit names. */
  saving: { seen: number | null; to: string };
};

/** POST /organize/look/save: the look, with `campaign`, `revision` and the fields of look-fields.ts. */
export async function postLook(request: Request): Promise<Response> {
  return edit(
    request,
    { page: "/organize/look", action: "/organize/look/save", title: "title" },
    async (asked) => {
      const { scope, form, campaign, media, labelOf, saving } = asked;
      const logos = media.filter(({ kind }) => kind === "logo");
      const fields = lookEditFields(
        scope.lang,
        logos.map((one) => ({ id: one.id, label: labelOf(one) })),
      );
      const read = readLook(
        form,
        scope.lang,
        campaign.languages,
        logos.map(({ id }) => id),
      );
      return {
        fields,
        edited: read.ok ? await changeLook(scope, campaign.id, read.look, saving) : wrong(read.problems),
      };
    },
  );
}

/** POST /organize/look/film/save: the film, with the fields of video-fields.ts. */
export async function postVideo(request: Request): Promise<Response> {
  const at = { page: "/organize/look/film", action: "/organize/look/film/save", title: "filmTitle" } as const;
  return edit(request, at, async ({ scope, form, campaign, media, labelOf, saving }) => {
    const read = readVideo(form, scope.lang, media);
    return {
      fields: videoEditFields(scope.lang, media, labelOf),
      edited: read.ok ? await changeVideo(scope, campaign.id, read.video, saving) : wrong(read.problems),
    };
  });
}

/** POST /organize/look/words/save: the campaign's own words, with the fields of word-fields.ts. */
export async function postWords(request: Request): Promise<Response> {
  const at = {
    page: "/organize/look/words",
    action: "/organize/look/words/save",
    title: "wordsTitle",
  } as const;
  return edit(request, at, async ({ scope, form, campaign, saving }) => {
    const read = readWords(form, scope.lang);
    return {
      fields: wordEditFields(scope.lang),
      edited: read.ok ? await changeWords(scope, campaign.id, read.ownWords, saving) : wrong(read.problems),
    };
  });
}

type At = { page: string; action: string; title: "title" | "filmTitle" | "wordsTitle" };

async function edit(
  request: Request,
  { page, action, title }: At,
  change: (asked: Asked) => Promise<{ fields: EditField[]; edited: Edited }>,
): Promise<Response> {
  const read = await readScopedForm(request, "campaign.change", undefined, LIMIT);
  if (!read.ok) return read.response;
  const { form, scope } = read;
  const t = words(scope.lang, "look");
  const found = await deskCampaign(scope, form.get("campaign") || "-");
  const editing = { locale: scope.lang, title: t(title), form, action };
  if (!found)
    return answerEdit(
      request,
      { ...editing, fields: [], keep: page },
      wrong({ form: t("problem.campaign") }),
    );
  const { campaign } = found;
  const keep = `${page}?campaign=${campaign.slug}`;
  const [media, timeZone] = await Promise.all([mediaOf(scope, campaign.id), deskTimeZone()]);
  const labelOf = (one: Uploaded) => mediaLabel(scope.lang, one, timeZone);
  const saving = { seen: readRevision(form), to: `${keep}&done=saved` };
  const { fields, edited } = await change({ scope, form, campaign, media, labelOf, saving });
  return answerEdit(request, { ...editing, fields, keep }, edited);
}

function wrong(problems: Record<string, string>): Edited {
  return { ok: false, status: 422, problems };
}
