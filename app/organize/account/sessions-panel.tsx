import { nameOfBrowser } from "#lib/organizers/browser-rules.ts";
import type { OwnSession } from "#lib/organizers/queries.ts";
import { type Locale, moment, words } from "#lib/words.ts";

type Props = { locale: Locale; sessions: OwnSession[]; timeZone: string };

/** Where one is signed in; whatever one does not know can be ended here. */
export function SessionsPanel({ locale, sessions, timeZone }: Props) {
  const t = words(locale, "organizers");
  const when = (time: Date) => moment(locale, time, timeZone);
  return (
    <section className="desk-panel wide" aria-labelledby="sessions">
      <h2 id="sessions">{t("account.sessions")}</h2>
      <p className="desk-note">{t("account.sessionsText")}</p>
      <ul className="account-list">
        {sessions.map(({ id, agent, ipPrefix, createdAt, seenAt, isThis }) => (
          <li key={id}>
            <div id={`session-${id}`}>
              <p>
                <b>{nameOfBrowser(agent) ?? t("account.unknownBrowser")}</b>
                {ipPrefix && `, ${t("account.where", { prefix: ipPrefix })}`}
                {isThis && ` (${t("account.thisOne")})`}
              </p>
              <p className="quiet">{t("account.times", { began: when(createdAt), seen: when(seenAt) })}</p>
            </div>
            {!isThis && (
              <form method="post" action="/organize/account/revoke">
                <input type="hidden" name="session" value={id} />
                <button className="button calm" type="submit" aria-describedby={`session-${id}`}>
                  {t("account.revoke")}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <form method="post" action="/organize/account/revoke">
          <input type="hidden" name="session" value="others" />
          <button className="button calm" type="submit">
            {t("account.revokeOthers")}
          </button>
        </form>
      )}
    </section>
  );
}
