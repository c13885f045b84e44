import { type Form, seeOther } from "#lib/http.ts";
import { type Locale, moment, words } from "#lib/words.ts";
import { deskTimeZone } from "../time-zone.ts";
import { conflictPage } from "./conflict-page.ts";
import type { Conflict, Edited, EditField } from "./edited.ts";
import { problemsPage } from "./problems-page.ts";

export type Editing = {
  locale: Locale;
  /** What was edited, as its page is called. */
  title: string;
  /** What was posted. Whatever is no field of `fields` goes along hidden. */
  form: Form;
  fields: readonly EditField[];
  /** Where the form posts to. */
  action: string;
  /** The page of the form, for whoever keeps what is there. */
  keep: string;
};

/** What the form's script is told: the page to go on to, or what it shows. */
export type EditAnswer =
  | { to: string }
  | { problems: { field: string; text: string }[] }
  | { conflict: string; revision: string; rows: Difference[] };

/** A field in which two versions differ, each as one reads it. `value` is what the control has to hold. */
export type Difference = EditField & { mine: string; theirs: string; value: string };

/**
 * Answers an edit form: JSON for the form's script, a page for a browser without it. In either nothing that was typed is lost:
 * what is wrong comes back with its values, what somebody else has changed stands beside one's own.
 */
export async function answerEdit(request: Request, editing: Editing, edited: Edited): Promise<Response> {
  const isScript = (request.headers.get("accept") ?? "").includes("application/json");
  if (edited.ok) return isScript ? json(200, { to: edited.to }) : seeOther(edited.to);
  if (edited.status === 422) {
    const problems = listed(editing, edited.problems);
    return isScript ? json(422, { problems }) : page(422, problemsPage(editing, problems));
  }
  const rows = differences(editing, edited);
  const conflict = await sentence(editing.locale, edited);
  return isScript
    ? json(409, { conflict, revision: String(edited.revision), rows })
    : page(409, conflictPage(editing, { sentence: conflict, revision: edited.revision, rows }));
}

/** In the order of the fields, what belongs to none of them last. */
function listed({ fields }: Editing, problems: Record<string, string>) {
  const order = fields.map(({ name }) => name);
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return Object.entries(problems)
    .map(([field, text]) => ({ field, text }))
    .sort((a, b) => rank(a.field) - rank(b.field));
}

function differences({ fields, form }: Editing, { theirs }: Conflict): Difference[] {
  const shown = ({ choices }: EditField, value: string) =>
    choices?.find((choice) => choice.value === value)?.label ?? value;
  return fields
    .filter(({ name }) => name in theirs && settled(form.get(name)) !== settled(theirs[name]))
    .map((field) => {
      const value = theirs[field.name] ?? "";
      return { ...field, mine: shown(field, form.get(field.name) ?? ""), theirs: shown(field, value), value };
    });
}

/** Browsers post line ends as CR LF. */
function settled(text = ""): string {
  return text.replaceAll("\r\n", "\n").trim();
}

async function sentence(locale: Locale, { by, at }: Conflict): Promise<string> {
  const t = words(locale, "editing");
  return t("conflictText", { who: by ?? t("somebody"), when: moment(locale, at, await deskTimeZone()) });
}

const caching = { "cache-control": "private, no-store", vary: "accept" };

function json(status: number, body: EditAnswer): Response {
  return Response.json(body, { status, headers: caching });
}

function page(status: number, html: string): Response {
  return new Response(html, {
    status,
    headers: { ...caching, "content-type": "text/html; charset=utf-8" },
  });
}
