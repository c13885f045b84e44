import "../../styles/account.css";
import type { Metadata } from "next";
import { people, teamChoices } from "#lib/organizers/queries.ts";
import { rolesInReach } from "#lib/organizers/rules.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { deskTimeZone } from "#lib/organizers/time-zone.ts";
import { texts, words } from "#lib/words.ts";
import { DeskFrame } from "../desk-frame.tsx";
import { InvitePanel } from "./invite-panel.tsx";
import { PeopleList } from "./people-list.tsx";

type Props = { searchParams: Promise<{ done?: string | string[]; problem?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope("organizers.manage");
  return { title: words(lang, "organizers")("titles.people") };
}

/** Who may sign in; whoever may gives and takes it here. */
export default async function PeoplePage({ searchParams }: Props) {
  const scope = await requireScope("organizers.manage");
  const { done, problem } = await searchParams;
  const [found, teams, timeZone] = await Promise.all([people(scope), teamChoices(scope), deskTimeZone()]);
  const t = words(scope.lang, "organizers");
  const said = texts(scope.lang, "organizers").people;
  const roles = rolesInReach(scope.role);
  return (
    <DeskFrame scope={scope} current="people" title={t("titles.people")}>
      {isKey(said.done, done) && (
        <p className="desk-said" role="status">
          {t(`people.done.${done}`)}
        </p>
      )}
      {isKey(said.problem, problem) && (
        <p className="desk-said wrong" role="alert">
          {t(`people.problem.${problem}`)}
        </p>
      )}
      <p className="desk-note">{t("people.intro")}</p>
      <div className="desk-grid">
        <section className="desk-panel wide">
          <PeopleList locale={scope.lang} people={found} roles={roles} teams={teams} timeZone={timeZone} />
        </section>
        <InvitePanel locale={scope.lang} roles={roles} teams={teams} />
      </div>
    </DeskFrame>
  );
}

/** What an address asks to be said is said only when there are words for it. */
function isKey<Said extends object>(said: Said, key: unknown): key is keyof Said & string {
  return typeof key === "string" && Object.hasOwn(said, key);
}
