import type { Person, TeamChoice } from "#lib/organizers/queries.ts";
import type { Role } from "#lib/organizers/scope.ts";
import { type Locale, moment, words } from "#lib/words.ts";
import { RoleFields } from "./role-fields.tsx";

type Props = {
  locale: Locale;
  people: Person[];
  roles: readonly Role[];
  teams: TeamChoice[];
  timeZone: string;
};

/** Everybody, owners first; what may be changed about somebody unfolds under his name. */
export function PeopleList({ locale, people, roles, teams, timeZone }: Props) {
  const t = words(locale, "organizers");
  const seen = ({ seenAt }: Person) =>
    seenAt ? t("people.seenAt", { when: moment(locale, seenAt, timeZone) }) : t("people.neverSeen");
  return (
    <ul className="account-list">
      {people.map((person) => (
        <li key={person.id}>
          <div>
            <p>
              <b>{person.email}</b>
              {person.isSelf && ` (${t("people.you")})`}
            </p>
            <p className="quiet">
              {[
                person.team ? t("people.captainOf", { team: person.team }) : t(`roles.${person.role}`),
                t(person.isEnrolled ? "people.factorYes" : "people.factorNo"),
                seen(person),
              ].join(" · ")}
            </p>
          </div>
          {person.inReach && <Change locale={locale} person={person} roles={roles} teams={teams} />}
        </li>
      ))}
    </ul>
  );
}

function Change({
  locale,
  person,
  roles,
  teams,
}: Pick<Props, "locale" | "roles" | "teams"> & { person: Person }) {
  const t = words(locale, "organizers");
  const who = person.email;
  return (
    <details className="people-change">
      <summary aria-label={t("people.changeOf", { who })}>{t("people.change")}</summary>
      <div>
        <form method="post" action="/organize/people/role">
          <input type="hidden" name="person" value={person.id} />
          <RoleFields
            locale={locale}
            id={person.id}
            labels={{ role: t("people.roleOf", { who }), team: t("people.teamOf", { who }) }}
            roles={roles.filter((role) => role !== "captain" || teams.length > 0)}
            teams={teams}
            role={person.role}
            teamId={person.teamId}
          />
          <button className="button calm" type="submit">
            {t("people.save")}
          </button>
        </form>
        <form method="post" action="/organize/people/remove">
          <input type="hidden" name="person" value={person.id} />
          <p className="help" id={`remove-${person.id}`}>
            {t("people.removeText")}
          </p>
          <button
            className="button calm"
            type="submit"
            aria-label={t("people.removeOf", { who })}
            aria-describedby={`remove-${person.id}`}
          >
            {t("people.remove")}
          </button>
        </form>
      </div>
    </details>
  );
}
