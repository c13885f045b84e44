import { csv } from "#lib/csv.ts";
import { noOpenData, openCsv, openJson } from "#lib/open-data.ts";
import { type Count, countOf } from "./count.ts";
import { editionAsked } from "./edition-asked.ts";

type Params = Record<string, string>;

/** GET /c/SLUG/count.json, /c/SLUG/YEAR/count.json: the count as open data, about two seconds behind the ledger. */
export async function getCount(request: Request, params: Params): Promise<Response> {
  const count = await read(params);
  return count ? openJson(request, count) : noOpenData();
}

/** GET /c/SLUG/count.csv: the same in one row. */
export async function getCountCsv(request: Request, params: Params): Promise<Response> {
  const count = await read(params);
  if (!count) return noOpenData();
  const row = { ...count, ...count.by_evidence, ...prefixed(count.published) };
  return openCsv(request, `${count.campaign}-${count.edition}-count.csv`, csv(COUNT_COLUMNS, [row]));
}

export const COUNT_COLUMNS = [
  "campaign",
  "edition",
  "goal",
  "verified",
  "pending",
  "supporters",
  "email",
  "witnessed",
  "paper",
  "reported",
  "today",
  "states",
  "as_of",
  "through_entry",
  "published_size",
  "published_verified",
  "published_supporters",
  "published_as_of",
  "published_through_entry",
] as const;

async function read(params: Params): Promise<Count | null> {
  const edition = await editionAsked(params);
  return edition && countOf(params.slug ?? "", edition);
}

function prefixed({ size, verified, supporters, as_of, through_entry }: Count["published"]) {
  return {
    published_size: size,
    published_verified: verified,
    published_supporters: supporters,
    published_as_of: as_of,
    published_through_entry: through_entry,
  };
}
