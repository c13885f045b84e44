import { escapeHtml as e } from "#lib/mail/templates/frame.ts";
import { words } from "#lib/words.ts";
import type { Editing } from "./answer-edit.ts";
import { againForm, control, plainDeskPage } from "./plain-form.ts";

/** What is wrong, each beside its field, and every field with what was typed. It needs no script. */
export function problemsPage(editing: Editing, problems: { field: string; text: string }[]): string {
  const { locale, form, fields, keep } = editing;
  const t = words(locale, "editing");
  const isField = (name: string) => fields.some((field) => field.name === name);
  const summary = problems.map(({ field, text }) =>
    isField(field) ? `<li><a href="#${e(field)}">${e(text)}</a></li>` : `<li>${e(text)}</li>`,
  );
  const open = fields.map((field) => {
    const wrong = problems.find((problem) => problem.field === field.name);
    const id = `${e(field.name)}-error`;
    return `<div class="field${wrong ? " wrong" : ""}">
<label for="${e(field.name)}">${e(field.label)}</label>
${wrong ? `<p class="error" id="${id}">${e(wrong.text)}</p>\n` : ""}${control(field, form.get(field.name) ?? "", wrong && id)}
</div>`;
  });
  return plainDeskPage(
    editing,
    `<section class="summary" role="alert" tabindex="-1" autofocus>
<h2>${e(t("problemsTitle"))}</h2>
<ul>${summary.join("")}</ul>
<p>${e(t("problemsText"))}</p>
</section>
${againForm(
  editing,
  fields.map(({ name }) => name),
  form.get("revision") ?? "",
  `${open.join("\n")}
<div class="buttons"><button type="submit">${e(t("saveAgain"))}</button> <a href="${e(keep)}">${e(t("leave"))}</a></div>`,
)}`,
  );
}
