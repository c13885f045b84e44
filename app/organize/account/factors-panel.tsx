import type { Factors } from "#lib/organizers/queries.ts";
import { type Locale, moment, words } from "#lib/words.ts";
import { PasskeyButton } from "../second-factor/passkey-button.tsx";
import { passkeyWords } from "../second-factor/passkey-words.ts";

type Props = { locale: Locale; factors: Factors; timeZone: string };

/** One's second factors, each with the button that takes it away, and the ways to another one. */
export function FactorsPanel({ locale, factors, timeZone }: Props) {
  const t = words(locale, "organizers");
  const when = (time: Date) => moment(locale, time, timeZone);
  const { appSince, passkeys, recoveryLeft } = factors;
  const hasAny = appSince !== null || passkeys.length > 0;
  return (
    <section className="desk-panel">
      <h2>{t("account.factors")}</h2>
      {!hasAny && <p className="desk-empty">{t("account.none")}</p>}
      {hasAny && (
        <ul className="account-list">
          {appSince && (
            <Factor id="app" remove={t("account.remove")} text={t("account.app", { when: when(appSince) })} />
          )}
          {passkeys.map(({ id, name, createdAt, usedAt }) => (
            <Factor
              key={id}
              id={id}
              remove={t("account.remove")}
              text={t("account.passkey", {
                name: name || t("account.unnamed"),
                when: when(createdAt),
              })}
              note={usedAt ? t("account.used", { when: when(usedAt) }) : undefined}
            />
          ))}
        </ul>
      )}
      {hasAny && (
        <form method="post" action="/organize/account/recovery-codes" className="account-row">
          <p>{t("account.recoveryLeft", { count: recoveryLeft })}</p>
          <button className="button calm" type="submit">
            {t("account.newCodes")}
          </button>
        </form>
      )}
      <details>
        <summary>{t(passkeys.length > 0 ? "account.addPasskey" : "factor.passkeyAdd")}</summary>
        <PasskeyButton
          purpose="add"
          next={null}
          label={t("factor.passkeyAdd")}
          words={passkeyWords(locale)}
        />
      </details>
      <form method="post" action="/organize/second-factor/app/start">
        <button className="button calm" type="submit">
          {t(appSince ? "account.replaceApp" : "account.setUpApp")}
        </button>
      </form>
    </section>
  );
}

function Factor({ id, text, note, remove }: { id: string; text: string; note?: string; remove: string }) {
  return (
    <li>
      <span id={`factor-${id}`}>
        {text}
        {note && <span className="quiet"> ({note})</span>}
      </span>
      <form method="post" action="/organize/account/remove-factor">
        <input type="hidden" name="factor" value={id} />
        <button className="button calm" type="submit" aria-describedby={`factor-${id}`}>
          {remove}
        </button>
      </form>
    </li>
  );
}
