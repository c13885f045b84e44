import type { Metadata } from "next";
import type { ReactNode } from "react";
import { now } from "#lib/clock.ts";
import type { Scope } from "#lib/organizers/scope.ts";
import { currentScope, requireScope } from "#lib/organizers/session.ts";
import { broughtOf } from "#lib/organizers/tracker/brought.ts";
import { type Tracked, trackedEdition } from "#lib/organizers/tracker/edition.ts";
import { forecastOf } from "#lib/organizers/tracker/forecast-rules.ts";
import { funnelOf } from "#lib/organizers/tracker/funnel.ts";
import { hoursOf } from "#lib/organizers/tracker/hours.ts";
import { mailHealth } from "#lib/organizers/tracker/mail-health.ts";
import { paceOf } from "#lib/organizers/tracker/pace-rules.ts";
import { placesOf } from "#lib/organizers/tracker/places.ts";
import { sourcesOf } from "#lib/organizers/tracker/sources.ts";
import { trustOf } from "#lib/organizers/tracker/trust.ts";
import { historyOf, latestMilestones } from "#lib/tallies/history.ts";
import { figures } from "#lib/tallies/queries.ts";
import { words } from "#lib/words.ts";
import { DeskFrame } from "./desk-frame.tsx";
import { AlarmPanel } from "./tracker/alarm-panel.tsx";
import { BroughtPanel } from "./tracker/brought-panel.tsx";
import { CurvePanel } from "./tracker/curve-panel.tsx";
import { FunnelPanel } from "./tracker/funnel-panel.tsx";
import { HoursPanel } from "./tracker/hours-panel.tsx";
import { LiveState } from "./tracker/live.tsx";
import { MailPanel } from "./tracker/mail-panel.tsx";
import { NumberPanel } from "./tracker/number-panel.tsx";
import { PlacesPanel } from "./tracker/places-panel.tsx";
import { SourcesPanel } from "./tracker/sources-panel.tsx";
import { TrustPanel } from "./tracker/trust-panel.tsx";
import { brief, streamOf, type View } from "./tracker/view.ts";

type Props = { searchParams: Promise<{ campaign?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: words((await currentScope())?.lang ?? "en", "desk")("tracker.title") };
}

/** The tracker: what an organizer watches all week. */
export default async function TrackerPage({ searchParams }: Props) {
  const scope = await requireScope("tracker.read");
  const [slug] = [(await searchParams).campaign].flat();
  const tracked = await trackedEdition(scope, slug);
  const t = words(scope.lang, "desk");
  if (!tracked)
    return (
      <DeskFrame scope={scope} current="tracker" title={t("tracker.title")}>
        <Nothing scope={scope} isAsked={slug !== undefined} />
      </DeskFrame>
    );
  const view: View = {
    locale: scope.lang,
    slug: tracked.campaign.slug,
    edition: tracked.edition,
    now: now(),
  };
  const title = t("tracker.titleOf", { campaign: tracked.campaign.name, year: String(tracked.edition.year) });
  return (
    <DeskFrame scope={scope} current="tracker" title={title} beside={<Moment view={view} />}>
      {tracked.campaigns.length > 1 && <Campaigns scope={scope} tracked={tracked} />}
      <Panels scope={scope} view={view} />
    </DeskFrame>
  );
}

/** Everything is read at once; nothing waits for another, and nothing of it grows with the ledger. */
async function Panels({ scope, view }: { scope: Scope; view: View }) {
  const { edition, slug } = view;
  const [count, history, hours, funnels, mail, places, sources, brought, trust, milestones] =
    await Promise.all([
      figures(edition.id),
      historyOf(slug),
      hoursOf(scope, edition.id),
      funnelOf(scope, edition.id),
      mailHealth(scope),
      placesOf(scope, edition.id),
      sourcesOf(scope, edition.id),
      broughtOf(scope, edition.id),
      trustOf(scope),
      latestMilestones(edition.id, 5),
    ]);
  const editions = history?.editions ?? [];
  const days = editions.find(({ id }) => id === edition.id)?.days ?? [];
  const forecast = forecastOf(edition, { verified: count.verified, days }, view.now);
  return (
    <>
      <AlarmPanel view={view} alarms={trust.alarms} />
      <div className="desk-grid">
        <NumberPanel
          view={view}
          figures={count}
          pace={paceOf(edition, count.verified, view.now)}
          forecast={forecast}
        />
        <PlacesPanel scope={scope} view={view} tracked={places} />
        <CurvePanel view={view} editions={editions} forecast={forecast} />
        <div className="desk-column">
          <HoursPanel view={view} hours={hours} />
          <FunnelPanel view={view} funnels={funnels} />
        </div>
        <div className="desk-column">
          <MailPanel view={view} mail={mail} />
          <SourcesPanel view={view} sources={sources} />
          <BroughtPanel view={view} brought={brought} />
          <TrustPanel view={view} trust={trust} milestones={milestones} />
        </div>
      </div>
    </>
  );
}

/** When the page was made, whether its figures move, and the way to a new one. */
function Moment({ view }: { view: View }) {
  const { locale, edition, slug, now: at } = view;
  const t = words(locale, "desk");
  const state = edition.state === "before" ? "Before" : edition.state === "open" ? "Open" : "Closed";
  const turn = edition.state === "before" ? edition.opensAt : edition.closesAt;
  return (
    <p className="desk-moment">
      <span>{t(`tracker.state${state}`, { when: brief(locale, turn, edition.timeZone) })}</span>
      <span>{t("tracker.madeAt", { when: brief(locale, at, edition.timeZone) })}</span>
      <LiveState src={streamOf(view)} live={t("tracker.live")} notLive={t("tracker.notLive")} />
      <a href={`/organize?campaign=${slug}`}>{t("tracker.reload")}</a>
    </p>
  );
}

function Campaigns({
  scope,
  tracked,
}: {
  scope: Scope;
  tracked: Pick<Tracked, "campaigns"> & Partial<Tracked>;
}) {
  const t = words(scope.lang, "desk");
  return (
    <nav aria-label={t("tracker.campaigns")} className="desk-links">
      {tracked.campaigns.map(({ slug, name }) => (
        <a
          key={slug}
          href={`/organize?campaign=${slug}`}
          aria-current={slug === tracked.campaign?.slug ? "page" : undefined}
        >
          {name}
        </a>
      ))}
    </nav>
  );
}

async function Nothing({ scope, isAsked }: { scope: Scope; isAsked: boolean }): Promise<ReactNode> {
  const t = words(scope.lang, "desk");
  const first = isAsked ? await trackedEdition(scope) : null;
  if (!first) return <p className="desk-empty">{t("tracker.none")}</p>;
  return (
    <>
      <p className="desk-empty">{t("tracker.unknown")}</p>
      <Campaigns scope={scope} tracked={{ campaigns: first.campaigns }} />
    </>
  );
}
