import { now as clock } from "#lib/clock.ts";
import { type Form, seeOther } from "#lib/http.ts";
import { isLocale, type Locale } from "#lib/words.ts";
import { readScopedForm } from "../desk-form.ts";
import type { Scope } from "../scope.ts";
import { type ContentsOf, contentsOf } from "./board.ts";

export const CONTENTS = "/organize/contents";

export type ContentsForm = { form: Form; scope: Scope; of: ContentsOf; now: Date };

/**
 * A form about a campaign's contents (`campaign`: its slug), of somebody who may change them; else what to answer instead.
 */
export async function readContentsForm(
  request: Request,
  limit?: number,
): Promise<({ ok: true } & ContentsForm) | { ok: false; response: Response }> {
  const read = await readScopedForm(request, "campaign.change", undefined, limit);
  if (!read.ok) return read;
  const now = clock();
  const of = await contentsOf(read.scope, read.form.get("campaign"), now);
  if (!of) return { ok: false, response: seeOther(CONTENTS) };
  return { ok: true, form: read.form, scope: read.scope, of, now };
}

/** A page of the contents of a campaign; `said` is what it says on top. */
export function contentsPage({ of }: Pick<ContentsForm, "of">, page = "", said?: string): string {
  const parameters = new URLSearchParams({ campaign: of.campaign.slug, ...(said && { done: said }) });
  return `${CONTENTS}${page}?${parameters}`;
}

/** The id of a row in a form; null for what is none. */
export function readId(form: Form): string | null {
  const id = form.get("id") ?? "";
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : null;
}

export function readLang(form: Form): Locale | null {
  const lang = form.get("lang");
  return isLocale(lang) ? lang : null;
}
