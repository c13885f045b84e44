import "../../styles/editions.css";
import type { Metadata } from "next";
import { now as clock } from "#lib/clock.ts";
import { editionList } from "#lib/organizers/editions/queries.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { words } from "#lib/words.ts";
import { CampaignLinks } from "../campaign-links.tsx";
import { DeskFrame } from "../desk-frame.tsx";
import { oneOf } from "../one-of.ts";
import { EditionTable } from "./edition-table.tsx";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("editions.change");
  return { title: words(lang, "editions")("title") };
}

/** Every edition of a campaign, and the way to the next one. */
export default async function EditionsPage({ searchParams }: Props) {
  const scope = await requireScope("editions.change");
  const found = await editionList(scope, oneOf(await searchParams, "campaign"));
  const t = words(scope.lang, "editions");
  if (!found)
    return (
      <DeskFrame scope={scope} current="editions" title={t("title")}>
        <p className="desk-empty">{t("none")}</p>
      </DeskFrame>
    );
  const { slug, name } = found.campaign;
  return (
    <DeskFrame
      scope={scope}
      current="editions"
      title={t("title")}
      beside={
        <a className="button" href={`/organize/editions/next?campaign=${slug}`}>
          {t("openNext")}
        </a>
      }
    >
      <CampaignLinks
        label={t("campaigns")}
        campaigns={found.campaigns}
        current={slug}
        page="/organize/editions"
      />
      <p className="desk-note">{t("intro")}</p>
      <section className="desk-panel">
        <EditionTable locale={scope.lang} campaign={{ slug, name }} editions={found.editions} now={clock()} />
      </section>
    </DeskFrame>
  );
}
