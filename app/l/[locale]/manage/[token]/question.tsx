import { Message } from "#components/message.tsx";
import { type Locale, path, words } from "#lib/words.ts";

type Props = {
  locale: Locale;
  token: string;
  deed: "withdraw" | "erase";
  /** Who has withdrawn already is only asked about the erasing. */
  state: "counted" | "withdrawn";
};

/** What a deed does, in plain words, and its button. Nothing happens before it is pressed. */
export function Question({ locale, token, deed, state }: Props) {
  const t = words(locale, "manage");
  const asked = deed === "erase" && state === "withdrawn" ? "eraseOnly" : deed;
  return (
    <Message title={t(`${asked}Title`)} text={t(`${asked}Text`)}>
      {deed === "erase" && <p>{t("eraseNote")}</p>}
      <form method="post" action={`/manage/${token}`}>
        <input type="hidden" name="lang" value={locale} />
        <button className="button great" type="submit" name="deed" value={deed}>
          {t(asked)}
        </button>
      </form>
      <p>
        <a className="inline-flex min-h-11 items-center" href={path(locale, `/manage/${token}`)}>
          {t("back")}
        </a>
      </p>
    </Message>
  );
}
