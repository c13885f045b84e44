import "../../styles/account.css";
import type { Metadata } from "next";
import { addressOf, ownFactors, ownSessions } from "#lib/organizers/queries.ts";
import { requireScope } from "#lib/organizers/session.ts";
import { deskTimeZone } from "#lib/organizers/time-zone.ts";
import { LOCALES, words } from "#lib/words.ts";
import { DeskFrame } from "../desk-frame.tsx";
import { FactorsPanel } from "./factors-panel.tsx";
import { SessionsPanel } from "./sessions-panel.tsx";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const { lang } = await requireScope(null);
  return { title: words(lang, "organizers")("titles.account") };
}

/** One's own account: who one is, second factors, sessions. */
export default async function AccountPage({ searchParams }: Props) {
  const scope = await requireScope(null);
  const asked = await searchParams;
  const [address, factors, sessions, timeZone] = await Promise.all([
    addressOf(scope),
    ownFactors(scope),
    ownSessions(scope),
    deskTimeZone(),
  ]);
  const t = words(scope.lang, "organizers");
  return (
    <DeskFrame scope={scope} current="account" title={t("titles.account")}>
      {("factor" in asked || "revoked" in asked) && (
        <p className="desk-said" role="status">
          {t("factor" in asked ? "account.added" : "account.revoked")}
        </p>
      )}
      {"role" in asked && (
        <p className="desk-said" role="status">
          {t("people.done.changed")}
        </p>
      )}
      {asked.problem === "last_factor" && (
        <p className="desk-said wrong" role="alert">
          {t("account.lastFactor")}
        </p>
      )}
      <div className="desk-grid">
        <section className="desk-panel">
          <h2>{t("account.you")}</h2>
          <dl className="account-facts">
            <dt>{t("account.since")}</dt>
            <dd>{address}</dd>
            <dt>{t("people.role")}</dt>
            <dd>
              {t(`roles.${scope.role}`)} ({t(`roleDoes.${scope.role}`)})
            </dd>
          </dl>
          <form method="post" action="/organize/account/language" className="account-row">
            <label className="label" htmlFor="lang">
              {t("account.language")}
            </label>
            <select id="lang" name="lang" className="input" defaultValue={scope.lang}>
              {LOCALES.map((locale) => (
                <option key={locale} value={locale} lang={locale}>
                  {words(locale, "pledge")("language")}
                </option>
              ))}
            </select>
            <button className="button calm" type="submit">
              {t("account.languageButton")}
            </button>
          </form>
          <form method="post" action="/organize/sign-out">
            <button className="button calm" type="submit">
              {t("account.signOut")}
            </button>
          </form>
        </section>
        <FactorsPanel locale={scope.lang} factors={factors} timeZone={timeZone} />
        <SessionsPanel locale={scope.lang} sessions={sessions} timeZone={timeZone} />
      </div>
    </DeskFrame>
  );
}
