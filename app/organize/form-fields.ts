type Problem = { field: string; text: string };

const MARK = "edit-problem";

/** Writes each problem beside its field and ties it to it (WCAG 3.3.1). Of a name without a control nothing happens. */
export function markProblems(form: HTMLFormElement, problems: Problem[]): void {
  for (const { field, text } of problems) {
    const control = controlOf(form, field);
    if (!control) continue;
    const line = document.createElement("p");
    line.id = `${control.id || field}-problem`;
    line.className = `error ${MARK}`;
    line.textContent = text;
    const frame = control.closest(".field");
    frame?.classList.add("wrong");
    // In a row with something else (a unit, a button) the sentence goes before the row.
    const row = frame ? [...frame.children].find((child) => child.contains(control)) : control;
    (row ?? control).before(line);
    control.setAttribute("aria-invalid", "true");
    control.setAttribute(
      "aria-describedby",
      [control.getAttribute("aria-describedby"), line.id].filter(Boolean).join(" "),
    );
  }
}

/** Takes away what `markProblems` has written. */
export function clearProblems(form: HTMLFormElement): void {
  for (const line of form.querySelectorAll(`.${MARK}`)) {
    for (const control of form.querySelectorAll(`[aria-describedby~="${CSS.escape(line.id)}"]`)) {
      control.removeAttribute("aria-invalid");
      const left = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id !== line.id);
      if (left.length > 0) control.setAttribute("aria-describedby", left.join(" "));
      else control.removeAttribute("aria-describedby");
    }
    line.closest(".field")?.classList.remove("wrong");
    line.remove();
  }
}

/** Gives a field a value, of whatever kind it is. */
export function setField(form: HTMLFormElement, name: string, value: string): void {
  const named = form.elements.namedItem(name);
  if (named instanceof RadioNodeList) named.value = value;
  else if (named instanceof HTMLInputElement && named.type === "checkbox")
    named.checked = value === named.value;
  else if (
    named instanceof HTMLInputElement ||
    named instanceof HTMLTextAreaElement ||
    named instanceof HTMLSelectElement
  )
    named.value = value;
}

function controlOf(form: HTMLFormElement, name: string): HTMLElement | null {
  const named = form.elements.namedItem(name);
  return named instanceof RadioNodeList
    ? ((named[0] as HTMLElement | undefined) ?? null)
    : (named as HTMLElement | null);
}
