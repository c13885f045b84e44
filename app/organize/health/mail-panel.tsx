import { env } from "#lib/env.ts";
import type { MailTest } from "#lib/organizers/health/mail-test.ts";
import { moment, number, words } from "#lib/words.ts";
import type { View } from "./view.ts";

/** The way that mail takes, and a test of it to oneself. */
export function MailPanel({ view: { locale, timeZone }, tests }: { view: View; tests: MailTest[] }) {
  const t = words(locale, "health");
  const { mailFrom, smtpUrl } = env();
  const state = ({ state, took, error }: MailTest) =>
    t(`mail.states.${state}`, {
      seconds: number(locale, Math.max(1, Math.round(took ?? 0))),
      code: error ?? "",
    });
  return (
    <section className="desk-panel" id="mail" aria-labelledby="mail-title">
      <h2 id="mail-title">{t("mail.title")}</h2>
      <dl className="desk-list">
        <dt>{t("mail.from")}</dt>
        <dd className="health-code">{mailFrom}</dd>
        <dt>{t("mail.via")}</dt>
        <dd>
          {smtpUrl ? (
            <span className="health-code">{new URL(smtpUrl).host}</span>
          ) : (
            <a href="/dev/mail">{t("mail.local")}</a>
          )}
        </dd>
      </dl>
      <form method="post" action="/organize/health/mail-test" className="grid gap-2 justify-items-start">
        <button className="button calm" type="submit" aria-describedby="mail-test-help">
          {t("mail.test")}
        </button>
        <p className="help" id="mail-test-help">
          {t("mail.testText")}
        </p>
      </form>
      {tests.length > 0 && (
        <>
          <h3>{t("mail.tests")}</h3>
          <ul className="desk-lines">
            {tests.map((test) => (
              <li
                key={test.createdAt.toISOString()}
                className={test.state === "failed" ? "desk-warning" : undefined}
              >
                {t("mail.at", { when: moment(locale, test.createdAt, timeZone) })}
                {state(test)}
              </li>
            ))}
          </ul>
          <p className="desk-note">{t("mail.inbox")}</p>
        </>
      )}
    </section>
  );
}
