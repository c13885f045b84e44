import type { ListAddress } from "#lib/organizers/pledges/addresses.ts";
import type { FilterName } from "#lib/organizers/pledges/filter.ts";
import { may, type Scope } from "#lib/organizers/scope.ts";
import { words } from "#lib/words.ts";

type Props = { scope: Scope; here: ListAddress; isFound: boolean };

/** What picks a crowd out; a state or a stance alone would mean nearly everybody. */
const PICKS: FilterName[] = ["domain", "prefix", "team", "event", "place", "import", "from"];
const CANNOT: FilterName[] = ["display"];

/** From the list of a flood to its end: the same filter, as the condition of a bulk invalidation. */
export function BulkLink({ scope, here, isFound }: Props) {
  const { filter, campaign = "", year = "" } = here;
  const isFit = PICKS.some((name) => filter[name]) && !CANNOT.some((name) => filter[name]);
  const isOver = filter.state === "invalidated" || filter.state === "erased";
  if (!may(scope, "pledges.bulk") || isFound || isOver || !isFit) return null;
  const t = words(scope.lang, "pledges");
  return (
    <p className="pledges-bulk">
      <a
        className="button calm"
        href={`/organize/bulk/new?${new URLSearchParams({ campaign, year, ...filter })}`}
        aria-describedby="bulk-text"
      >
        {t("bulk")}
      </a>
      <span className="desk-note" id="bulk-text">
        {t("bulkText")}
      </span>
    </p>
  );
}
