import { z } from "zod";
import { type EditableEdition, readEdition } from "#lib/campaigns/edit-edition.ts";
import { isTimeZone, readLocalTime } from "#lib/campaigns/moments.ts";
import type { EditionRefusal } from "#lib/campaigns/open-edition.ts";
import { now as clock } from "#lib/clock.ts";
import { pool } from "#lib/db.ts";
import type { Form } from "#lib/http.ts";
import { type Locale, words } from "#lib/words.ts";
import { readScopedForm } from "../desk-form.ts";
import { answerEdit } from "../editing/answer-edit.ts";
import { type Edited, type EditField, readRevision } from "../editing/edited.ts";
import { lastEdit } from "../editing/last-edit.ts";
import type { Scope } from "../scope.ts";
import { changeEdition, openNextEdition } from "./change-edition.ts";
import { editionFields, editionProblems, editionValues, readEditionForm, readNumber } from "./fields.ts";
import { editionList } from "./queries.ts";

const PAGE = "/organize/editions";

/** POST /organize/editions/change: `edition`, `revision`, and whichever fields of an edition the form has. */
export async function postEdition(request: Request): Promise<Response> {
  const read = await readScopedForm(request, "editions.change");
  if (!read.ok) return read.response;
  const { form, scope } = read;
  const id = z.uuid().safeParse(form.get("edition")).data;
  const before = id ? await readEdition(pool(), id) : null;
  const page = before ? pageOf(before.slug, before.year) : PAGE;
  const t = words(scope.lang, "editions");
  return answerEdit(
    request,
    {
      locale: scope.lang,
      title: before ? t("titleOf", { year: String(before.year) }) : t("title"),
      form,
      fields: editionFields(scope.lang).filter(({ name }) => form.has(name)),
      action: `${PAGE}/change`,
      keep: page,
    },
    before
      ? await change(scope, before, form)
      : { ok: false, status: 422, problems: { form: t("problems.unknown") } },
  );
}

async function change(scope: Scope, before: EditableEdition, form: Form): Promise<Edited> {
  const t = words(scope.lang, "editions");
  const { wanted, unreadable } = readEditionForm(form, before);
  const seen = readRevision(form);
  // Whoever was there first is told before what is wrong: it may be about a version that is no longer there.
  if (seen === before.revision && Object.keys(unreadable).length > 0)
    return { ok: false, status: 422, problems: editionProblems(scope.lang, unreadable) };
  const edit = await changeEdition(scope, before.id, seen ?? -1, wanted, clock());
  if (edit.ok) {
    const done = edit.changed.length === 0 ? "same" : "saved";
    return { ok: true, to: `${pageOf(before.slug, before.year)}&done=${done}` };
  }
  switch (edit.reason) {
    case "unknown":
      return { ok: false, status: 422, problems: { form: t("problems.unknown") } };
    case "fields":
      return { ok: false, status: 422, problems: editionProblems(scope.lang, edit.refusals) };
    case "revision":
      return {
        ok: false,
        status: 409,
        theirs: editionValues(edit.now),
        revision: edit.now.revision,
        ...(await lastEdit(`edition:${before.id}`, clock())),
      };
  }
}

/** POST /organize/editions/open: `campaign`, `year`, `opens`, `closes`, `time_zone`, `goal`. */
export async function postOpenEdition(request: Request): Promise<Response> {
  const read = await readScopedForm(request, "editions.change");
  if (!read.ok) return read.response;
  const { form, scope } = read;
  const found = await editionList(scope, form.get("campaign") ?? "");
  const slug = found?.campaign.slug ?? "";
  return answerEdit(
    request,
    {
      locale: scope.lang,
      title: words(scope.lang, "editions")("next.title"),
      form,
      fields: newEditionFields(scope.lang),
      action: `${PAGE}/open`,
      keep: `${PAGE}?campaign=${slug}`,
    },
    await open(scope, slug, form),
  );
}

function newEditionFields(locale: Locale): EditField[] {
  const t = words(locale, "editions");
  const known = editionFields(locale).filter(({ name }) =>
    ["goal", "opens", "closes", "time_zone"].includes(name),
  );
  return [{ name: "year", label: t("fields.year") }, ...known];
}

async function open(scope: Scope, slug: string, form: Form): Promise<Edited> {
  const t = words(scope.lang, "editions");
  const timeZone = form.get("time_zone")?.trim() ?? "";
  const year = readNumber(form.get("year") ?? "");
  const goal = readNumber(form.get("goal") ?? "");
  const problems: Record<string, string> = {};
  if (!isTimeZone(timeZone))
    return { ok: false, status: 422, problems: { time_zone: t("problems.time_zone") } };
  const [opens, closes] = ["opens", "closes"].map((name) => {
    const local = readLocalTime(form.get(name)?.trim() ?? "", timeZone);
    if (!local.ok) problems[name] = t(`problems.${local.reason}`);
    return local;
  });
  if (!Number.isInteger(year)) problems.year = t("problems.year");
  if (!opens?.ok || !closes?.ok || Object.keys(problems).length > 0)
    return { ok: false, status: 422, problems };
  const wanted = { year, goal, timeZone, opensAt: opens.moment, closesAt: closes.moment };
  const opened = await openNextEdition(scope, slug, wanted, clock());
  if (opened.ok) return { ok: true, to: `${pageOf(slug, year)}&done=opened` };
  const field = FIELD_OF[opened.reason] ?? "form";
  return { ok: false, status: 422, problems: { [field]: t(`problems.${opened.reason}`) } };
}

/** Beside which field a refusal is told. */
const FIELD_OF: Partial<Record<EditionRefusal, string>> = {
  goal: "goal",
  time_zone: "time_zone",
  hours: "closes",
  closed: "closes",
  overlap: "opens",
  year: "year",
  year_taken: "year",
};

function pageOf(slug: string, year: number): string {
  return `${PAGE}/${year}?campaign=${slug}`;
}
