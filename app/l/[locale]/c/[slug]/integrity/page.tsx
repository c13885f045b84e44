import type { Metadata } from "next";
import { cache } from "react";
import { Steps } from "#components/steps.tsx";
import { TallyRule } from "#components/tally-group.tsx";
import { publicAlarms } from "#lib/alarms/alarms.ts";
import { showsFigures } from "#lib/campaigns/goal-rules.ts";
import { campaignPage } from "#lib/campaigns/queries.ts";
import { now } from "#lib/clock.ts";
import { integrity } from "#lib/pledges/integrity.ts";
import { figures } from "#lib/tallies/queries.ts";
import { isLocale, localeOr, path, words } from "#lib/words.ts";
import { alternates } from "../../../alternates.ts";
import { Frame } from "../../../frame.tsx";
import { Missing, missingMetadata } from "../../../missing.tsx";
import { Alarms } from "./alarms.tsx";
import { CheckIt } from "./check-it.tsx";
import { Comparison } from "./comparison.tsx";
import { Evidence } from "./evidence.tsx";
import { Points } from "./points.tsx";
import { PublicLog } from "./public-log.tsx";
import { TakenBack } from "./taken-back.tsx";
import { Weeks } from "./weeks.tsx";

type Props = { params: Promise<{ locale: string; slug: string }> };

export const revalidate = 10;
export const generateStaticParams = async () => [];

/** Title and page share one read. */
const read = cache(async (locale: string, slug: string) =>
  isLocale(locale) ? campaignPage(slug, locale) : null,
);

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { locale: asked, slug } = await props.params;
  const locale = localeOr(asked);
  const page = await read(asked, slug);
  if (!page) return missingMetadata(locale);
  const t = words(locale, "integrity");
  const address = `/c/${slug}/integrity`;
  return {
    title: `${t("title")} · ${page.campaign.name}`,
    description: t("description"),
    alternates: alternates(locale, address),
  };
}

/** "How do you know?": how a signature becomes a number, what became of the others, and how to check all of it. */
export default async function IntegrityPage(props: Props) {
  const { locale: asked, slug } = await props.params;
  const locale = localeOr(asked);
  const page = await read(asked, slug);
  if (!page) return <Missing locale={locale} />;
  const t = words(locale, "integrity");
  const { campaign, edition } = page;
  const [live, known, alarms] = await Promise.all([
    figures(edition.id),
    integrity(edition.id),
    publicAlarms(),
  ]);
  const isTold = showsFigures(live.verified, edition, now());
  return (
    <Frame locale={locale} address={`/c/${slug}/integrity`} slug={slug}>
      <div className="grid gap-12">
        <header className="grid gap-3">
          <p className="small">
            <a href={path(locale, `/c/${slug}`)}>{`${campaign.name} ${edition.year}`}</a>
          </p>
          <h1>{t("title")}</h1>
          <p className="text-[length:var(--step-1)] leading-snug">{t("lead")}</p>
        </header>
        <Alarms locale={locale} alarms={alarms} timeZone={edition.timeZone} />
        <Steps
          id="steps"
          title={t("stepsTitle")}
          steps={([1, 2, 3, 4, 5] as const).map((n) => ({ title: t(`step${n}`), text: t(`step${n}Text`) }))}
        />
        <Points
          id="counted"
          title={t("countedTitle")}
          points={([1, 2, 3, 4] as const).map((n) => t(`counted${n}`))}
        />
        <Points id="not" title={t("notTitle")} points={([1, 2, 3, 4] as const).map((n) => t(`not${n}`))} />
        <Evidence locale={locale} byEvidence={isTold ? live.byEvidence : {}} />
        <TallyRule />
        <Weeks locale={locale} weeks={isTold ? known.weeks : []} />
        <TakenBack locale={locale} known={isTold ? known : null} />
        <Comparison locale={locale} comparison={known.comparison} timeZone={edition.timeZone} />
        <PublicLog locale={locale} page={page} live={live} isTold={isTold} />
        <CheckIt locale={locale} slug={slug} />
        <Points id="small" title={t("smallTitle")} points={([1, 2, 3] as const).map((n) => t(`small${n}`))} />
        <Points
          id="limits"
          title={t("limitsTitle")}
          points={([1, 2, 3, 4, 5] as const).map((n) => t(`limit${n}`))}
        />
      </div>
    </Frame>
  );
}
