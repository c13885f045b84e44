import { AT_MOST, type MailHealth } from "#lib/organizers/tracker/mail-health.ts";
import type { Delay } from "#lib/organizers/tracker/mail-rules.ts";
import { type Locale, number, words } from "#lib/words.ts";
import { LiveFigure } from "./live.tsx";
import { Facts, Panel } from "./panel.tsx";
import { csvOf, numbersOf, streamOf, type View } from "./view.ts";

/** Whether mail leaves, how soon, and where it is refused. */
export function MailPanel({ view, mail }: { view: View; mail: MailHealth }) {
  const { locale } = view;
  const t = words(locale, "desk");
  const n = (value: number) => number(locale, value);
  const title = t("tracker.mail.title");
  const most = { from: AT_MOST, shown: t("tracker.mail.atLeast", { count: n(AT_MOST) }) };
  return (
    <Panel
      id="mail"
      title={title}
      csv={
        mail.domains
          ? csvOf(view, "mail", { label: t("tracker.csv"), name: t("tracker.csvOf", { title }) })
          : undefined
      }
    >
      <p className="desk-note">{t("tracker.mail.text")}</p>
      {mail.delay.state === "stuck" && (
        <p className="desk-warning">
          {t("tracker.mail.stuckText", { time: timeShown(locale, mail.delay.seconds) })}
        </p>
      )}
      <Facts
        facts={[
          {
            key: "waiting",
            label: t("tracker.mail.waiting"),
            value: (
              <LiveFigure
                src={streamOf(view)}
                locale={numbersOf(locale)}
                name="mail_waiting"
                value={mail.waiting}
                most={most}
              />
            ),
          },
          ...(mail.later > 0 ? [{ key: "later", label: t("tracker.mail.later"), value: n(mail.later) }] : []),
          { key: "delay", label: t("tracker.mail.delay"), value: delayShown(locale, mail.delay) },
          { key: "perMinute", label: t("tracker.mail.perMinute"), value: n(mail.perMinute) },
          { key: "failed", label: t("tracker.mail.failed"), value: n(mail.failed) },
        ]}
      />
      {mail.domains === null && mail.failed > 0 && (
        <p className="desk-note">{t("tracker.mail.domainsHidden")}</p>
      )}
      {mail.domains !== null && mail.domains.length > 0 && <Domains locale={locale} domains={mail.domains} />}
    </Panel>
  );
}

function Domains({ locale, domains }: { locale: Locale; domains: NonNullable<MailHealth["domains"]> }) {
  const t = words(locale, "desk");
  return (
    <table className="desk-table">
      <caption>{t("tracker.mail.domainsTitle")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("tracker.mail.domain")}</th>
          <th scope="col" className="n">
            {t("tracker.mail.count")}
          </th>
          <th scope="col" className="n">
            {t("tracker.mail.error")}
          </th>
        </tr>
      </thead>
      <tbody>
        {domains.map(({ domain, failed, error }) => (
          <tr key={domain ?? ""}>
            <th scope="row">{domain ?? t("tracker.mail.noDomain")}</th>
            <td className="n">{number(locale, failed)}</td>
            <td className="n">{error ?? t("tracker.mail.noError")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function delayShown(locale: Locale, delay: Delay): string {
  const t = words(locale, "desk");
  if (delay.state === "at_once") return t("tracker.mail.atOnce");
  return delay.state === "stuck" ? t("tracker.mail.stuck") : timeShown(locale, delay.seconds);
}

function timeShown(locale: Locale, seconds: number): string {
  const t = words(locale, "desk");
  const count = (value: number) => ({ count: number(locale, Math.max(1, Math.round(value))) });
  if (seconds < 90) return t("tracker.mail.seconds", count(seconds));
  return seconds < 5_400
    ? t("tracker.mail.minutes", count(seconds / 60))
    : t("tracker.mail.hours", count(seconds / 3_600));
}
