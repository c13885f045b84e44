import "../../styles/account.css";
import "../../styles/audit.css";
import "../../styles/pledges.css";
import type { Metadata } from "next";
import { loadSecrets } from "#lib/crypto.ts";
import { type DeskEdition, deskEdition } from "#lib/organizers/desk-edition.ts";
import { type ListAddress, listAddress, readListAddress } from "#lib/organizers/pledges/addresses.ts";
import { pledgeChoices } from "#lib/organizers/pledges/choices.ts";
import { countedOf } from "#lib/organizers/pledges/counted.ts";
import { pledgesOf } from "#lib/organizers/pledges/list.ts";
import { openSearch, soughtBy } from "#lib/organizers/pledges/search.ts";
import type { Scope } from "#lib/organizers/scope.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { words } from "#lib/words.ts";
import { DeskFrame } from "../desk-frame.tsx";
import { BulkLink } from "./bulk-link.tsx";
import { Editions } from "./editions.tsx";
import { Figures } from "./figures.tsx";
import { FilterForm } from "./filter-form.tsx";
import { Pager } from "./pager.tsx";
import { PledgeTable } from "./pledge-table.tsx";
import { SearchForm } from "./search-form.tsx";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };
type Asked = ListAddress & { wrong: (keyof ListAddress["filter"])[] };

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("pledges.read");
  return { title: words(lang, "pledges")("title") };
}

/** Everybody who has signed an edition, the newest first, and the way to each. What is asked for stands in the address. */
export default async function PledgesPage({ searchParams }: Props) {
  const scope = await requireScope("pledges.read");
  const asked = readListAddress(await searchParams);
  const found = await deskEdition(scope, "pledges.read", asked);
  const t = words(scope.lang, "pledges");
  return (
    <DeskFrame scope={scope} current="pledges" title={t("title")}>
      {found ? (
        <List scope={scope} asked={asked} found={found} />
      ) : (
        <p className="desk-empty">{t("noEdition")}</p>
      )}
    </DeskFrame>
  );
}

async function List({ scope, asked, found }: { scope: Scope; asked: Asked; found: DeskEdition }) {
  const { edition, campaign } = found;
  const t = words(scope.lang, "pledges");
  await loadSecrets();
  const search = openSearch(asked.find);
  const sought = search && soughtBy(search);
  const here = { ...asked, campaign: campaign.slug, year: String(edition.year) };
  const isAsked = Object.keys(asked.filter).length > 0 || sought !== null;
  // An id or a share link that nobody has was looked up when it was typed: no list fits it.
  const isLost = search?.reading.kind === "id" || search?.reading.kind === "share";
  const wanted = {
    editionId: edition.id,
    timeZone: edition.timeZone,
    filter: asked.filter,
    sought,
    after: asked.after ?? null,
  };
  const [page, choices, counted] = await Promise.all([
    isLost ? { pledges: [], next: null, lookedBackTo: null } : pledgesOf(scope, wanted),
    pledgeChoices(scope, edition.id),
    sought ? null : countedOf(scope, edition.id, asked.filter),
  ]);
  const view = { locale: scope.lang, here, timeZone: edition.timeZone };
  return (
    <>
      <Editions {...view} found={found} />
      <SearchForm {...view} search={search} />
      <FilterForm {...view} choices={choices} wrong={asked.wrong} isFound={sought !== null} />
      <div className="pledges-above">
        {counted && !isLost && <Figures {...view} counted={counted} />}
        {page.pledges.length > 0 && <BulkLink scope={scope} here={here} isFound={sought !== null} />}
      </div>
      {page.pledges.length > 0 ? (
        <PledgeTable {...view} pledges={page.pledges} choices={choices} />
      ) : (
        <p className="desk-empty">
          {t(isAsked || isLost || asked.after ? "list.emptyFilter" : "list.empty")}
        </p>
      )}
      <Pager
        {...view}
        page={page}
        newest={asked.after ? listAddress({ ...here, after: null }) : null}
        next={page.next && listAddress({ ...here, after: page.next })}
      />
    </>
  );
}
