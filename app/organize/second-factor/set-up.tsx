import { type Locale, words } from "#lib/words.ts";
import { PasskeyButton } from "./passkey-button.tsx";
import { passkeyWords } from "./passkey-words.ts";

type Props = {
  locale: Locale;
  /** Where to go without one; null where one is required. */
  later: string | null;
  /** Whether he came by his link too long ago to set one up. */
  isStale: boolean;
};

/** The ways to set up a second factor, for who has none. */
export function SetUp({ locale, later, isStale }: Props) {
  const t = words(locale, "organizers");
  if (isStale) return <LinkFirst locale={locale} later={later} />;
  return (
    <>
      <p>{t(later ? "factor.setUpOptional" : "factor.setUpRequired")}</p>
      <div className="door-ways">
        <section className="door-way">
          <h2>{t("factor.passkeyTitle")}</h2>
          <p>{t("factor.passkeyText")}</p>
          <PasskeyButton
            purpose="add"
            next={null}
            label={t("factor.passkeyAdd")}
            words={passkeyWords(locale)}
          />
        </section>
        <section className="door-way">
          <h2>{t("factor.appTitle")}</h2>
          <p>{t("factor.appText")}</p>
          <form method="post" action="/organize/second-factor/app/start">
            <button className="button" type="submit">
              {t("factor.appStart")}
            </button>
          </form>
        </section>
        {later ? (
          <p>
            <a href={later}>{t("factor.later")}</a>
          </p>
        ) : (
          <form method="post" action="/organize/sign-out">
            <button className="button calm" type="submit">
              {t("account.signOut")}
            </button>
          </form>
        )}
      </div>
    </>
  );
}

/** A link shows that he reads his mailbox; who has to have a second factor signs in anew for it. */
function LinkFirst({ locale, later }: Pick<Props, "locale" | "later">) {
  const t = words(locale, "organizers");
  return (
    <>
      <p>{t("factor.freshText")}</p>
      <p>{t("factor.mailText")}</p>
      {later ? (
        <form method="post" action="/organize/second-factor/mail">
          <button className="button" type="submit">
            {t("factor.mailButton")}
          </button>
        </form>
      ) : (
        <a className="button" href="/organize/sign-in">
          {t("titles.signIn")}
        </a>
      )}
      {later && (
        <p>
          <a href={later}>{t("factor.later")}</a>
        </p>
      )}
    </>
  );
}
