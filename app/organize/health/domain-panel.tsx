import { type Finding, judgeRecords } from "#lib/organizers/health/dns-rules.ts";
import { type DomainCheck, mailDomain } from "#lib/organizers/health/mail-domain.ts";
import { type Locale, moment, words } from "#lib/words.ts";
import type { View } from "./view.ts";

const HOUR = 60 * 60 * 1_000;

/** What the name servers say about the domain that mail comes from, and what to do about it. */
export function DomainPanel({ view, check }: { view: View; check: DomainCheck | null }) {
  const { locale, timeZone, now } = view;
  const t = words(locale, "health");
  const domain = mailDomain();
  const isOld = check !== null && now.getTime() - check.at.getTime() > HOUR;
  return (
    <section className="desk-panel wide" id="domain" aria-labelledby="domain-title">
      <h2 id="domain-title">{t("domain.title")}</h2>
      {!domain ? (
        <p className="desk-note">{t("domain.none")}</p>
      ) : (
        <>
          <p className="desk-note">
            {t("domain.what", { domain })}{" "}
            {check ? t("domain.at", { when: moment(locale, check.at, timeZone) }) : t("domain.never")}{" "}
            {isOld && t("domain.old")}
          </p>
          {check && (
            <ul className="health-findings">
              {judgeRecords(check.records).map((finding) => (
                <Found key={finding.check} locale={locale} domain={domain} finding={finding} />
              ))}
            </ul>
          )}
          <form method="post" action="/organize/health/domain" className="health-domain">
            <label htmlFor="selector">{t("domain.selector")}</label>
            <input
              className="input"
              id="selector"
              name="selector"
              defaultValue={check?.selector ?? ""}
              maxLength={63}
              autoCapitalize="none"
              autoComplete="off"
              spellCheck={false}
              aria-describedby="selector-help"
            />
            <button className="button calm" type="submit">
              {t("domain.check")}
            </button>
            <p className="help" id="selector-help">
              {t("domain.selectorHelp")}
            </p>
          </form>
        </>
      )}
    </section>
  );
}

function Found({ locale, domain, finding }: { locale: Locale; domain: string; finding: Finding }) {
  const t = words(locale, "health");
  const { check, level, says, record } = finding;
  return (
    <li className={`health-${level}`}>
      <p>
        <b>{t(`domain.names.${check}`)}</b>{" "}
        <span className="health-level">{t(`domain.levels.${level}`)}</span>
      </p>
      <p>{t(`domain.${check}.${says}` as "domain.spf.none", { domain })}</p>
      {record && <p className="health-code quiet">{short(record)}</p>}
    </li>
  );
}

/** A key says nothing to a reader. */
function short(record: string): string {
  return record.length > 120 ? `${record.slice(0, 110)}…` : record;
}
