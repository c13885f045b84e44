import "../../styles/account.css";
import "../../styles/lists.css";
import type { Metadata } from "next";
import { LARGEST_FILE } from "#lib/imports/store.ts";
import { type DeskEdition, deskEdition } from "#lib/organizers/desk-edition.ts";
import { importsOf } from "#lib/organizers/imports/queries.ts";
import type { Scope } from "#lib/organizers/scope.ts";
import { isFresh, requireScope } from "#lib/organizers/session.ts";
import { texts, words } from "#lib/words.ts";
import { EditionLinks } from "../bulk/edition-links.tsx";
import { DeskFrame } from "../desk-frame.tsx";
import { oneOf } from "../one-of.ts";
import { Lists } from "./lists.tsx";
import { Said } from "./said.tsx";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("imports.make");
  return { title: words(lang, "imports")("title") };
}

/** Lists that were brought in, and the way to bring in another. */
export default async function ImportsPage({ searchParams }: Props) {
  const scope = await requireScope("imports.make");
  const asked = await searchParams;
  const found = await deskEdition(scope, "imports.make", {
    campaign: oneOf(asked, "campaign"),
    year: oneOf(asked, "year"),
  });
  const t = words(scope.lang, "imports");
  const { problem } = texts(scope.lang, "imports");
  return (
    <DeskFrame scope={scope} current="imports" title={t("title")}>
      {oneOf(asked, "done") === "removed" && (
        <p className="desk-said" role="status">
          {t("removed")}
        </p>
      )}
      <Said texts={problem} code={oneOf(asked, "problem")} />
      <p className="desk-note">{t("intro")}</p>
      {found ? <Edition scope={scope} found={found} /> : <p className="desk-empty">{t("noEdition")}</p>}
    </DeskFrame>
  );
}

async function Edition({ scope, found }: { scope: Scope; found: DeskEdition }) {
  const { edition, campaign } = found;
  const [lists, fresh] = await Promise.all([importsOf(scope, edition.id), isFresh(scope)]);
  const t = words(scope.lang, "imports");
  const here = new URLSearchParams({ campaign: campaign.slug, year: String(edition.year) });
  return (
    <>
      <EditionLinks label={t("editions")} found={found} page="/organize/imports" />
      <section className="desk-panel" aria-labelledby="new">
        <h2 id="new">{t("new", { campaign: campaign.name, year: String(edition.year) })}</h2>
        {fresh ? (
          <form
            className="list-form"
            method="post"
            action={`/organize/imports/upload?${here}`}
            encType="multipart/form-data"
          >
            <div className="list-drop">
              <label className="label" htmlFor="list">
                {t("file")}
              </label>
              <p className="help" id="list-help">
                {t("fileHelp", { size: String(LARGEST_FILE / 1024 / 1024) })}
              </p>
              <input
                id="list"
                type="file"
                name="list"
                required
                accept=".csv,.txt,.tsv,text/csv"
                aria-describedby="list-help"
              />
            </div>
            <button className="button" type="submit">
              {t("upload")}
            </button>
          </form>
        ) : (
          <>
            <p>{t("fresh")}</p>
            <p>
              <a className="button calm" href="/organize/second-factor?next=/organize/imports">
                {t("show")}
              </a>
            </p>
          </>
        )}
      </section>
      <section className="desk-panel" aria-labelledby="lists">
        <h2 id="lists">{t("lists")}</h2>
        <Lists locale={scope.lang} lists={lists} timeZone={edition.timeZone} />
      </section>
    </>
  );
}
