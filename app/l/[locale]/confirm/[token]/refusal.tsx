import { Message } from "#components/message.tsx";
import { type Locale, path, words } from "#lib/words.ts";

type Props = {
  locale: Locale;
  token: string;
  state: "expired" | "resent" | "unknown" | "household-full" | "closed";
  slug?: string;
};

/** Why this link cannot confirm, said kindly, and what can be done instead. */
export function Refusal({ locale, token, state, slug }: Props) {
  const t = words(locale, "confirm");
  const pledge = path(locale, slug ? `/c/${slug}` : "/");
  const again = (
    <p>
      <a className="button calm" href={pledge}>
        {t("signAgain")}
      </a>
    </p>
  );
  switch (state) {
    case "expired":
      return (
        <Message title={t("expiredTitle")} text={t("expiredText")}>
          <form method="post" action={`/confirm/${token}`}>
            <input type="hidden" name="lang" value={locale} />
            <button className="button great" type="submit" name="action" value="resend">
              {t("resend")}
            </button>
          </form>
          {again}
        </Message>
      );
    case "resent":
      return <Message title={t("resentTitle")} text={t("resentText")} />;
    case "household-full":
      return (
        <Message title={t("householdTitle")} text={t("householdText")}>
          {again}
        </Message>
      );
    case "closed":
      return (
        <Message title={t("closedTitle")} text={t("closedText")}>
          <p>
            <a className="button calm" href={pledge}>
              {t("closedLink")}
            </a>
          </p>
        </Message>
      );
    case "unknown":
      return (
        <Message title={t("unknownTitle")} text={t("unknownText")}>
          {again}
        </Message>
      );
  }
}
