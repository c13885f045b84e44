import "../../styles/account.css";
import "../../styles/bulk.css";
import type { Metadata } from "next";
import { TextField } from "#components/field.tsx";
import { savedConditions } from "#lib/organizers/bulk/conditions.ts";
import { runsOf } from "#lib/organizers/bulk/runs.ts";
import { type DeskEdition, deskEdition } from "#lib/organizers/desk-edition.ts";
import type { Scope } from "#lib/organizers/scope.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { words } from "#lib/words.ts";
import { DeskFrame } from "../desk-frame.tsx";
import { oneOf } from "../one-of.ts";
import { EditionLinks } from "./edition-links.tsx";
import { Parts } from "./parts.tsx";
import { RunsTable } from "./runs-table.tsx";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("pledges.bulk");
  return { title: words(lang, "bulk")("title") };
}

/** Where a flood is begun to be dealt with, and everything of the kind that was done. */
export default async function BulkPage({ searchParams }: Props) {
  const scope = await requireScope("pledges.bulk");
  const asked = await searchParams;
  const found = await deskEdition(scope, "pledges.bulk", {
    campaign: oneOf(asked, "campaign"),
    year: oneOf(asked, "year"),
  });
  const t = words(scope.lang, "bulk");
  return (
    <DeskFrame scope={scope} current="bulk" title={t("title")}>
      {oneOf(asked, "done") === "removed" && (
        <p className="desk-said" role="status">
          {t("removed")}
        </p>
      )}
      <p className="desk-note">{t("intro")}</p>
      {found ? <Bulk scope={scope} found={found} /> : <p className="desk-empty">{t("noEdition")}</p>}
    </DeskFrame>
  );
}

async function Bulk({ scope, found }: { scope: Scope; found: DeskEdition }) {
  const t = words(scope.lang, "bulk");
  const { id: editionId, year, timeZone } = found.edition;
  const [saved, runs] = await Promise.all([savedConditions(scope, editionId), runsOf(scope, { editionId })]);
  const here = { campaign: found.campaign.slug, year: String(year) };
  return (
    <>
      <EditionLinks label={t("editions")} found={found} page="/organize/bulk" />
      <section className="desk-panel" aria-labelledby="start">
        <h2 id="start">{t("start")}</h2>
        <form className="bulk-quick bulk-form" method="get" action="/organize/bulk/new">
          {Object.entries(here).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <TextField
            name="domain"
            label={t("startDomain")}
            help={t("startHelp")}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
          />
          <button className="button" type="submit">
            {t("look")}
          </button>
        </form>
        <p>
          <a href={`/organize/bulk/new?${new URLSearchParams(here)}`}>{t("more")}</a>
        </p>
      </section>
      <section className="desk-panel" aria-labelledby="runs">
        <h2 id="runs">{t("runs")}</h2>
        <RunsTable locale={scope.lang} runs={runs} timeZone={timeZone} />
      </section>
      <section className="desk-panel" aria-labelledby="saved">
        <h2 id="saved">{t("saved")}</h2>
        {saved.length === 0 ? (
          <p className="desk-empty">{t("noSaved")}</p>
        ) : (
          <ul className="bulk-list">
            {saved.map(({ id, name, condition }) => (
              <li key={id}>
                <div>
                  <a href={`/organize/bulk/${id}`}>{name}</a>
                  <Parts locale={scope.lang} condition={condition} timeZone={timeZone} />
                </div>
                <form method="post" action="/organize/bulk/remove">
                  <input type="hidden" name="condition" value={id} />
                  <button className="button calm" type="submit" aria-label={`${t("remove")}: ${name}`}>
                    {t("remove")}
                  </button>
                </form>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
