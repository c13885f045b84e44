import type { SignedIn } from "#lib/organizers/sessions.ts";
import { words } from "#lib/words.ts";
import { PasskeyButton } from "./passkey-button.tsx";
import { passkeyWords } from "./passkey-words.ts";

type Props = { who: SignedIn; next: string | null; left: number | null; isPaused: boolean };

/** The ways to show a second factor: the passkey first, because it is the quickest and the safest. */
export function Show({ who, next, left, isPaused }: Props) {
  const t = words(who.lang, "organizers");
  return (
    <div className="door-ways">
      {left !== null && (
        <p className="door-note wrong" role="alert">
          {t("factor.wrong", { left })}
        </p>
      )}
      {isPaused && (
        <p className="door-note wrong" role="alert">
          {t("factor.paused")}
        </p>
      )}
      {who.hasPasskey && (
        <PasskeyButton
          purpose="show"
          next={next}
          label={t("factor.passkeyButton")}
          words={passkeyWords(who.lang)}
        />
      )}
      {who.hasApp && (
        <form method="post" action="/organize/second-factor/code">
          {next && <input type="hidden" name="next" value={next} />}
          <div className="field">
            <label className="label" htmlFor="code">
              {t("factor.code")}
            </label>
            <p className="help" id="code-help">
              {t("factor.codeHelp")}
            </p>
            <input
              className="code"
              id="code"
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              pattern="[0-9\s]{6,}"
              maxLength={12}
              aria-describedby="code-help"
              required
            />
          </div>
          <button className="button" type="submit">
            {t("factor.codeButton")}
          </button>
        </form>
      )}
      <details>
        <summary>{t("factor.recoveryTitle")}</summary>
        <form method="post" action="/organize/second-factor/code">
          {next && <input type="hidden" name="next" value={next} />}
          <div className="field">
            <label className="label" htmlFor="recovery">
              {t("factor.recovery")}
            </label>
            <p className="help" id="recovery-help">
              {t("factor.recoveryHelp")}
            </p>
            <input
              className="input"
              id="recovery"
              name="code"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={40}
              aria-describedby="recovery-help"
              required
            />
          </div>
          <button className="button calm" type="submit">
            {t("factor.recoveryButton")}
          </button>
        </form>
      </details>
      <form method="post" action="/organize/sign-out">
        <button className="button calm" type="submit">
          {t("account.signOut")}
        </button>
      </form>
    </div>
  );
}
