import { listAddress } from "#lib/organizers/pledges/addresses.ts";
import type { Search } from "#lib/organizers/pledges/search.ts";
import { keyOf, LONGEST_SEARCH, type Reading } from "#lib/organizers/pledges/search-rules.ts";
import { type Locale, words } from "#lib/words.ts";
import { type ListView, placeOfCode } from "./view.ts";

type Props = ListView & { search: Search | null };

/** One field for everything. It posts, so that what is typed stands in no address and no log. */
export function SearchForm({ locale, here, search }: Props) {
  const t = words(locale, "pledges");
  return (
    <search className="pledges-search">
      <form method="post" action="/organize/pledges/search">
        <Where here={here} />
        <label className="label" htmlFor="q" aria-keyshortcuts="Alt+Q">
          {t("search.label")} <kbd>Alt+Q</kbd>
        </label>
        <p className="help" id="q-help">
          {t("search.help")}
        </p>
        <div className="pledges-field">
          <input
            className="input"
            id="q"
            name="q"
            type="search"
            defaultValue={search?.typed ?? ""}
            maxLength={LONGEST_SEARCH}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            aria-describedby="q-help"
          />
          <button className="button" type="submit">
            {t("search.button")}
          </button>
        </div>
      </form>
      {search && <Took locale={locale} here={here} search={search} />}
    </search>
  );
}

/** What the search took it for, and what else it may have meant. */
function Took({ locale, here, search }: Pick<Props, "locale" | "here"> & { search: Search }) {
  const t = words(locale, "pledges");
  const { reading, others, typed } = search;
  return (
    <div className="pledges-took" role="status">
      <p>
        {t(`took.${reading.kind}`, valuesOf(reading, locale))}{" "}
        <a href={listAddress({ campaign: here.campaign ?? "", year: here.year ?? "", filter: {} })}>
          {t("stop")}
        </a>
      </p>
      {others.length > 0 && (
        <form method="post" action="/organize/pledges/search">
          <Where here={here} />
          <input type="hidden" name="q" value={typed} />
          <span>{t("instead.title")}</span>
          {others.map((other) => (
            <button key={keyOf(other)} className="pledges-other" type="submit" name="as" value={keyOf(other)}>
              {t(`instead.${other.kind}`, valuesOf(other, locale))}
            </button>
          ))}
          <span aria-hidden="true">?</span>
        </form>
      )}
    </div>
  );
}

function Where({ here }: Pick<Props, "here">) {
  return (
    <>
      <input type="hidden" name="campaign" value={here.campaign} />
      <input type="hidden" name="year" value={here.year} />
    </>
  );
}

function valuesOf(reading: Reading, locale: Locale): { what: string; count: number } {
  const count = reading.kind === "name" ? reading.words.length : 1;
  if (reading.kind === "domain") return { what: reading.domain, count };
  if (reading.kind === "prefix") return { what: reading.prefix, count };
  return { what: reading.kind === "place" ? placeOfCode(reading.code, locale) : "", count };
}
