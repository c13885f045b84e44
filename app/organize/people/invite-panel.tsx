import { TextField } from "#components/field.tsx";
import type { TeamChoice } from "#lib/organizers/queries.ts";
import type { Role } from "#lib/organizers/scope.ts";
import { type Locale, words } from "#lib/words.ts";
import { RoleFields } from "./role-fields.tsx";

type Props = { locale: Locale; roles: readonly Role[]; teams: TeamChoice[] };

/** Invites somebody: an address and a role. Without a team there is nobody to be captain of. */
export function InvitePanel({ locale, roles, teams }: Props) {
  const t = words(locale, "organizers");
  const given = roles.filter((role) => role !== "captain" || teams.length > 0);
  return (
    <section className="desk-panel wide people-form">
      <form method="post" action="/organize/people/invite">
        <h2>{t("people.invite")}</h2>
        <TextField
          name="email"
          label={t("people.email")}
          type="email"
          autoComplete="off"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <RoleFields
          locale={locale}
          id="new"
          labels={{ role: t("people.role"), team: t("people.team") }}
          roles={given}
          teams={teams}
          role={given.includes("viewer") ? "viewer" : (given[0] ?? "viewer")}
          teamId={null}
        />
        <button className="button" type="submit">
          {t("people.inviteButton")}
        </button>
      </form>
      <div className="desk-note">
        <p>{t("people.inviteText")}</p>
        <dl className="account-facts">
          {given.map((role) => (
            <div key={role}>
              <dt>{t(`roles.${role}`)}</dt>
              <dd>{t(`roleDoes.${role}`)}</dd>
            </div>
          ))}
        </dl>
        {given.includes("owner") && <p>{t("people.handOver")}</p>}
      </div>
    </section>
  );
}
