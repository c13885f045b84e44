/**
 * Carries the codes of a link (`?share=…&team=…&event=…`) into the form's hidden fields. Behind the front they are there
 * already; this serves where the page comes straight from Next or from a cache.
 */
for (const [name, value] of new URLSearchParams(location.search)) {
  if (!/^(share|team|event)$/.test(name) || !/^[\w-]{1,64}$/.test(value)) continue;
  /** @type {NodeListOf<HTMLInputElement>} */
  const fields = document.querySelectorAll(`input[data-code="${name}"]`);
  for (const field of fields) field.value ||= value;
}
