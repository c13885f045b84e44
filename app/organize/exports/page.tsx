import "../../styles/account.css";
import "../../styles/lists.css";
import type { Metadata } from "next";
import { now } from "#lib/clock.ts";
import { deskEdition } from "#lib/organizers/desk-edition.ts";
import { latestExports } from "#lib/organizers/exports/queries.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { deskTimeZone } from "#lib/organizers/time-zone.ts";
import { texts, words } from "#lib/words.ts";
import { EditionLinks } from "../bulk/edition-links.tsx";
import { DeskFrame } from "../desk-frame.tsx";
import { oneOf } from "../one-of.ts";
import { ExportForm } from "./export-form.tsx";
import { Files } from "./files.tsx";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("exports.make");
  return { title: words(lang, "exports")("title") };
}

/** What can be taken out as a file, and the files of the last week. */
export default async function ExportsPage({ searchParams }: Props) {
  const scope = await requireScope("exports.make");
  const asked = await searchParams;
  const [found, made, timeZone] = await Promise.all([
    deskEdition(scope, "exports.make", { campaign: oneOf(asked, "campaign"), year: oneOf(asked, "year") }),
    latestExports(scope),
    deskTimeZone(),
  ]);
  const t = words(scope.lang, "exports");
  const said = texts(scope.lang, "exports");
  const done = oneOf(asked, "done");
  const problem = oneOf(asked, "problem");
  return (
    <DeskFrame scope={scope} current="exports" title={t("title")}>
      {isKey(said.done, done) && (
        <p className="desk-said" role="status">
          {t(`done.${done}`)}
        </p>
      )}
      {isKey(said.problem, problem) && (
        <p className="desk-said wrong" role="alert">
          {t(`problem.${problem}`)}
        </p>
      )}
      <p className="desk-note">{t("intro")}</p>
      <section className="desk-panel" aria-labelledby="files">
        <h2 id="files">{t("files")}</h2>
        <Files locale={scope.lang} made={made} now={now()} timeZone={timeZone} />
      </section>
      {found ? (
        <section className="desk-panel" aria-labelledby="new">
          <h2 id="new">{t("new", { campaign: found.campaign.name, year: String(found.edition.year) })}</h2>
          <EditionLinks label={t("editions")} found={found} page="/organize/exports" />
          <ExportForm locale={scope.lang} slug={found.campaign.slug} year={found.edition.year} />
        </section>
      ) : (
        <p className="desk-empty">{t("noEdition")}</p>
      )}
    </DeskFrame>
  );
}

/** What an address asks to be said is said only when there are words for it. */
function isKey<Said extends object>(said: Said, key: unknown): key is keyof Said & string {
  return typeof key === "string" && Object.hasOwn(said, key);
}
