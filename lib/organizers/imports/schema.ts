import type { Form } from "#lib/http.ts";
import { MOST_COLUMNS } from "#lib/imports/csv-reader.ts";
import { FIELDS, type Field, type Mapping } from "#lib/imports/fields.ts";
import { isCountry, isRegion } from "#lib/places/lists.ts";
import { localeOr } from "#lib/words.ts";

/** The form that says which column is what: `column_0` … with a field or nothing, `header`, and what holds where the list is silent. */
export function readMapping(form: Form): { mapping: Mapping; isTwice: boolean } {
  const columns: Partial<Record<Field, number>> = {};
  let isTwice = false;
  for (let index = 0; index < MOST_COLUMNS; index++) {
    const field = FIELDS.find((one) => one === form.get(`column_${index}`));
    if (!field) continue;
    isTwice ||= columns[field] !== undefined;
    columns[field] = index;
  }
  const country = form.get("country") ?? "";
  const region = form.get("region") ?? "";
  return {
    isTwice,
    mapping: {
      hasHeader: form.get("header") === "on",
      columns,
      country: isCountry(country) ? country : "US",
      region: isRegion(region) && region.startsWith(`${country}-`) ? region : null,
      lang: localeOr(form.get("lang")),
      stance: form.get("stance") === "supporter" ? "supporter" : "man",
    },
  };
}
