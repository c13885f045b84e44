import "../../styles/account.css";
import "../../styles/contents.css";
import type { Metadata } from "next";
import { now } from "#lib/clock.ts";
import { type Board, contentsBoard } from "#lib/organizers/contents/board.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { type Locale, texts, words } from "#lib/words.ts";
import { CampaignLinks } from "../campaign-links.tsx";
import { DeskFrame } from "../desk-frame.tsx";
import { oneOf } from "../one-of.ts";
import { DuePanel } from "./due-panel.tsx";
import { FactsPanel } from "./facts-panel.tsx";
import { HotlinesPanel } from "./hotlines-panel.tsx";
import { PagesPanel } from "./pages-panel.tsx";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("campaign.change");
  return { title: words(lang, "contents")("title") };
}

/** What a campaign tells besides its number: facts, whom to call, pages. */
export default async function ContentsPage({ searchParams }: Props) {
  const scope = await requireScope("campaign.change");
  const asked = await searchParams;
  const board = await contentsBoard(scope, oneOf(asked, "campaign"), now());
  const t = words(scope.lang, "contents");
  return (
    <DeskFrame scope={scope} current="contents" title={t("title")}>
      <Said locale={scope.lang} done={oneOf(asked, "done")} />
      <p className="desk-note">{t("intro")}</p>
      {board ? (
        <Sections locale={scope.lang} board={board} hasProblem={oneOf(asked, "problem") === "name"} />
      ) : (
        <p className="desk-empty">{t("none")}</p>
      )}
    </DeskFrame>
  );
}

function Sections({ locale, board, hasProblem }: { locale: Locale; board: Board; hasProblem: boolean }) {
  const t = words(locale, "contents");
  return (
    <>
      <CampaignLinks
        label={t("campaign")}
        campaigns={board.campaigns}
        current={board.campaign.slug}
        page="/organize/contents"
      />
      <nav className="desk-links" aria-label={t("sections")}>
        <a href="#facts">{t("facts.heading")}</a>
        <a href="#hotlines">{t("hotlines.heading")}</a>
        <a href="#pages">{t("pages.headingList")}</a>
      </nav>
      <DuePanel locale={locale} board={board} />
      <FactsPanel locale={locale} board={board} />
      <HotlinesPanel locale={locale} board={board} />
      <PagesPanel locale={locale} board={board} hasProblem={hasProblem} />
    </>
  );
}

/** What an address asks to be said is said only when there are words for it. */
function Said({ locale, done }: { locale: Locale; done: string | undefined }) {
  const said = texts(locale, "contents").done as Record<string, string>;
  if (done === undefined || !Object.hasOwn(said, done)) return null;
  return (
    <p className="desk-said" role="status">
      {said[done]}
    </p>
  );
}
