import "../../styles/team.css";
import type { Metadata } from "next";
import { deskEdition } from "#lib/organizers/desk-edition.ts";
import type { Scope } from "#lib/organizers/scope.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { teamFigures } from "#lib/organizers/teams/team-figures.ts";
import { type Team, teamsOf } from "#lib/organizers/teams/team-of.ts";
import { words } from "#lib/words.ts";
import { DeskFrame } from "../desk-frame.tsx";
import { DaysPanel } from "./days-panel.tsx";
import { SharePanel } from "./share-panel.tsx";
import { TeamNumber } from "./team-number.tsx";

type Props = { searchParams: Promise<{ team?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("team.read");
  return { title: words(lang, "teamDesk")("title") };
}

/** A team's numbers and the way to bring more: for its captain, and for who chooses it. Nobody's name. */
export default async function TeamPage({ searchParams }: Props) {
  const scope = await requireScope("team.read");
  const t = words(scope.lang, "teamDesk");
  const [teams, { team: asked }] = await Promise.all([teamsOf(scope), searchParams]);
  const [slug] = [asked].flat();
  const team = slug === undefined ? teams[0] : teams.find((one) => one.slug === slug);
  return (
    <DeskFrame scope={scope} current="team" title={team?.name ?? t("title")}>
      {teams.length > 1 && <Choice scope={scope} teams={teams} team={team} />}
      {team ? (
        <OneTeam scope={scope} team={team} />
      ) : (
        <p className="desk-empty">{t(slug === undefined ? "none" : "unknown")}</p>
      )}
    </DeskFrame>
  );
}

async function OneTeam({ scope, team }: { scope: Scope; team: Team }) {
  const t = words(scope.lang, "teamDesk");
  const found = await deskEdition(scope, "team.read", { campaign: team.campaign });
  const figures = found && (await teamFigures(scope, team, found.edition.id));
  if (!figures) return <p className="desk-empty">{t("noEdition")}</p>;
  const { campaign, edition } = found;
  return (
    <div className="desk-grid">
      <div className="desk-column">
        <TeamNumber
          locale={scope.lang}
          figures={figures}
          of={t("of", { campaign: campaign.name, year: String(edition.year) })}
        />
        <DaysPanel locale={scope.lang} days={figures.days} timeZone={edition.timeZone} />
      </div>
      <SharePanel locale={scope.lang} team={team} />
    </div>
  );
}

function Choice({ scope, teams, team }: { scope: Scope; teams: Team[]; team: Team | undefined }) {
  const t = words(scope.lang, "teamDesk");
  return (
    <form method="get" action="/organize/team" className="team-choice">
      <label className="label" htmlFor="team">
        {t("choose")}
      </label>
      <select id="team" name="team" className="input" defaultValue={team?.slug}>
        {teams.map(({ id, name, slug }) => (
          <option key={id} value={slug}>
            {name}
          </option>
        ))}
      </select>
      <button className="button calm" type="submit">
        {t("show")}
      </button>
    </form>
  );
}
