import type { TeamChoice } from "#lib/organizers/queries.ts";
import type { Role } from "#lib/organizers/scope.ts";
import { type Locale, words } from "#lib/words.ts";

type Props = {
  locale: Locale;
  /** Tells the fields of several forms on one page apart. */
  id: string;
  labels: { role: string; team: string };
  roles: readonly Role[];
  teams: TeamChoice[];
  role: Role;
  teamId: string | null;
};

/** The role, and the team of a captain: the team is looked at for that role alone. */
export function RoleFields({ locale, id, labels, roles, teams, role, teamId }: Props) {
  const t = words(locale, "organizers");
  return (
    <>
      <div className="field">
        <label className="label" htmlFor={`role-${id}`}>
          {labels.role}
        </label>
        <select id={`role-${id}`} name="role" className="input" defaultValue={role}>
          {roles.map((choice) => (
            <option key={choice} value={choice}>
              {t(`roles.${choice}`)}
            </option>
          ))}
        </select>
      </div>
      {teams.length > 0 && (
        <div className="field">
          <label className="label" htmlFor={`team-${id}`}>
            {labels.team}
          </label>
          <select id={`team-${id}`} name="team" className="input" defaultValue={teamId ?? ""}>
            <option value="">{t("people.noTeam")}</option>
            {teams.map((team) => (
              <option key={team.id} value={team.id}>
                {team.name}
              </option>
            ))}
          </select>
        </div>
      )}
    </>
  );
}
