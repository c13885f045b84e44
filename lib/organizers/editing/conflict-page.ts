import { escapeHtml as e } from "#lib/mail/templates/frame.ts";
import { words } from "#lib/words.ts";
import type { Difference, Editing } from "./answer-edit.ts";
import { againForm, control, plainDeskPage } from "./plain-form.ts";

type Found = { sentence: string; revision: number; rows: Difference[] };

/**
 * One's own version, still to be edited, beside what somebody else has saved meanwhile, for each field in which they differ. It
 * needs no script.
 */
export function conflictPage(editing: Editing, { sentence, revision, rows }: Found): string {
  const { locale, form, keep } = editing;
  const t = words(locale, "editing");
  const pairs = rows.map((row) => {
    const theirs = row.theirs === "" ? `<i>${e(t("empty"))}</i>` : e(row.theirs);
    return `<fieldset class="pair">
<legend>${e(row.label)}</legend>
<div class="field"><label for="${e(row.name)}">${e(t("mine"))}</label>
${control(row, form.get(row.name) ?? "")}</div>
<div class="field"><b>${e(t("theirs"))}</b>
<div class="theirs"${row.lang ? ` lang="${e(row.lang)}"` : ""}>${theirs}</div></div>
</fieldset>`;
  });
  return plainDeskPage(
    editing,
    `<section class="summary" role="alert" tabindex="-1" autofocus>
<h2>${e(t("conflictTitle"))}</h2>
<p>${e(sentence)}</p>
</section>
${againForm(
  editing,
  rows.map(({ name }) => name),
  String(revision),
  `${rows.length > 0 ? pairs.join("\n") : `<div>${e(t("conflictSame"))}</div>`}
<div class="buttons"><button type="submit">${e(t("overwrite"))}</button> <a href="${e(keep)}">${e(t("keep"))}</a></div>`,
)}`,
  );
}
