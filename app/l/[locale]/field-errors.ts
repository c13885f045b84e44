import type { FormMemory } from "#lib/pledges/memories.ts";
import { FIELDS } from "#lib/pledges/schema.ts";
import { type Locale, words } from "#lib/words.ts";

/** The errors of a form as words, by the field that each belongs to; the first of a field stands for it. */
export function fieldErrors(locale: Locale, errors: FormMemory["errors"]): Record<string, string> {
  const t = words(locale, "formErrors");
  return Object.fromEntries(
    errors.toReversed().map(({ field, code }) => [field, t(`${field}.${code}` as never)]),
  );
}

/** The same for the summary above the form, in the order of the fields. */
export function summaryWords(locale: Locale, errors: Record<string, string>) {
  const t = words(locale, "form");
  const problems = FIELDS.filter((field) => errors[field]).map((field) => ({
    field,
    text: errors[field] ?? "",
  }));
  const title = t("summaryTitle", { count: problems.length, shown: String(problems.length) });
  return { title, text: t("summaryText"), problems };
}
