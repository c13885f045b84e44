import { plainPage } from "#lib/http.ts";
import { escapeHtml as e } from "#lib/mail/templates/frame.ts";
import type { Editing } from "./answer-edit.ts";
import type { EditField } from "./edited.ts";

/** A page of the desk for a browser without script. `body` is HTML. */
export function plainDeskPage({ locale, title }: Editing, body: string): string {
  return plainPage(locale, {
    title: e(title),
    body: `<link rel="stylesheet" href="/edit.css">\n${body}`,
  });
}

/** A form that posts everything again that was posted; the named fields stand in `body`, the others go along hidden. */
export function againForm({ form, action }: Editing, open: string[], revision: string, body: string): string {
  const hidden = [...form].filter(([name]) => name !== "revision" && !open.includes(name));
  const inputs = [...hidden, ["revision", revision]].map(
    ([name = "", value = ""]) => `<input type="hidden" name="${e(name)}" value="${e(value)}">`,
  );
  return `<form method="post" action="${e(action)}">\n${inputs.join("\n")}\n${body}\n</form>`;
}

/** The control of a field with what was typed into it. */
export function control({ name, isLong, lang, choices }: EditField, value: string, describedBy = ""): string {
  const about = describedBy && ` aria-describedby="${describedBy}" aria-invalid="true"`;
  const attributes = `id="${e(name)}" name="${e(name)}"${lang ? ` lang="${e(lang)}"` : ""}${about}`;
  if (choices) {
    const options = choices.map(
      (choice) =>
        `<option value="${e(choice.value)}"${choice.value === value ? " selected" : ""}>${e(choice.label)}</option>`,
    );
    return `<select ${attributes}>${options.join("")}</select>`;
  }
  // A parser drops the first line feed of a textarea.
  if (isLong) return `<textarea ${attributes} rows="8">\n${e(value)}</textarea>`;
  return `<input type="text" ${attributes} value="${e(value)}">`;
}
