import type { Metadata } from "next";
import { cache } from "react";
import { TallyRule } from "#components/tally-group.tsx";
import { currentEdition } from "#lib/campaigns/rules.ts";
import { now } from "#lib/clock.ts";
import { historyOf } from "#lib/tallies/history.ts";
import { isLocale, localeOr, path, words } from "#lib/words.ts";
import { alternates } from "../../../alternates.ts";
import { Frame } from "../../../frame.tsx";
import { Missing, missingMetadata } from "../../../missing.tsx";
import { collectNotes, Notes } from "../notes.tsx";
import { CurveSection } from "./curve-section.tsx";
import { Goals } from "./goals.tsx";
import { MilestoneList } from "./milestone-list.tsx";
import { Origins } from "./origins.tsx";
import { Years } from "./years.tsx";

type Props = { params: Promise<{ locale: string; slug: string }> };

export const revalidate = 10;
export const generateStaticParams = async () => [];

/** Title and page share one read. */
const read = cache(async (locale: string, slug: string) => (isLocale(locale) ? historyOf(slug) : null));

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { locale: asked, slug } = await props.params;
  const locale = localeOr(asked);
  const history = await read(asked, slug);
  if (!history) return missingMetadata(locale);
  const t = words(locale, "history");
  const address = `/c/${slug}/history`;
  return {
    title: `${t("title")} · ${history.campaign.name}`,
    description: t("description"),
    alternates: alternates(locale, address),
  };
}

/** A campaign's years: the curve of this one against earlier ones, and every figure with where it comes from. */
export default async function HistoryPage(props: Props) {
  const { locale: asked, slug } = await props.params;
  const locale = localeOr(asked);
  const history = await read(asked, slug);
  if (!history) return <Missing locale={locale} />;
  const t = words(locale, "history");
  const { campaign, editions } = history;
  const current = currentEdition(editions, now());
  const { notes, noteOf } = collectNotes(
    locale,
    editions.flatMap(({ reported }) => reported),
  );
  return (
    <Frame locale={locale} address={`/c/${slug}/history`} slug={slug}>
      <div className="grid gap-12">
        <header className="grid gap-3">
          <p className="small">
            <a href={path(locale, `/c/${slug}`)}>{campaign.name}</a>
          </p>
          <h1>{t("title")}</h1>
          <p className="text-[length:var(--step-1)] leading-snug">{t("lead")}</p>
        </header>
        <CurveSection locale={locale} editions={editions} current={current} />
        {current && <MilestoneList locale={locale} edition={current} />}
        <Origins locale={locale} editions={editions} />
        <TallyRule />
        <Years locale={locale} slug={slug} editions={editions} noteOf={noteOf} />
        <Goals locale={locale} editions={editions} />
        <Notes locale={locale} notes={notes} />
        <p className="small">
          {t.rich("openData", {
            json: (chunks) => <a href={`/c/${slug}/history.json`}>{chunks}</a>,
            csv: (chunks) => <a href={`/c/${slug}/history.csv`}>{chunks}</a>,
          })}
        </p>
      </div>
    </Frame>
  );
}
