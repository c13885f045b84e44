import { seeOther } from "#lib/http.ts";
import { readScopedForm } from "../desk-form.ts";
import { listAddress, pledgeAddress } from "./addresses.ts";
import type { PledgeFilter } from "./filter.ts";
import { pledgeCalled, sealSearch, searchOf } from "./search.ts";
import type { Reading } from "./search-rules.ts";

/**
 * POST /organize/pledges/search: `q`, and `as` for another reading of it. Leads to the one pledge that is meant, else to the list
 * with what was understood as its filter. A form that posts, so that no name and no address stands in an address of ours.
 */
export async function postSearch(request: Request): Promise<Response> {
  const read = await readScopedForm(request, "pledges.read");
  if (!read.ok) return read.response;
  const { form, scope } = read;
  const where = { campaign: form.get("campaign") ?? "", year: form.get("year") ?? "" };
  const search = searchOf(form.get("q") ?? "", form.get("as"));
  if (!search) return seeOther(listAddress({ ...where, filter: {} }));
  const id = await pledgeCalled(scope, search.reading);
  if (id) return seeOther(pledgeAddress(id));
  return seeOther(listAddress({ ...where, filter: filterOf(search.reading), find: sealSearch(search) }));
}

/** What stands in clear anyway becomes a filter. */
function filterOf(reading: Reading): PledgeFilter {
  if (reading.kind === "domain") return { domain: reading.domain };
  if (reading.kind === "prefix") return { prefix: reading.prefix };
  return reading.kind === "place" ? { place: reading.code } : {};
}
