import type { OwnPledge } from "#lib/pledges/own-pledge.ts";
import { type Locale, path, words } from "#lib/words.ts";
import { TextSheet } from "../../text-sheet.tsx";

type Props = { locale: Locale; token: string; own: OwnPledge };

/** This year's text and the one button that signs it, for a man of an earlier year. */
export function Renewal({ locale, token, own }: Props) {
  const t = words(locale, "manage");
  const { renewal, slug } = own;
  if (!renewal) return null;
  const year = String(renewal.year);
  if (renewal.state === "renewed") {
    return (
      <section className="note grid gap-2" aria-labelledby="renewal">
        <h2 id="renewal">{t("renewedTitle")}</h2>
        <p>{t("renewedText", { year })}</p>
        <p>
          <a className="inline-flex min-h-11 items-center" href={path(locale, `/c/${slug}/manage`)}>
            {t("renewedLink")}
          </a>
        </p>
      </section>
    );
  }
  return (
    <section className="grid gap-6" aria-labelledby="renewal">
      <div className="grid gap-3">
        <h2 id="renewal">{t("renewTitle", { year })}</h2>
        <p>{t("renewText", { before: String(own.year) })}</p>
      </div>
      <TextSheet locale={locale} slug={slug} text={renewal.text} id="new-text" />
      <form method="post" action={`/manage/${token}`}>
        <input type="hidden" name="lang" value={locale} />
        <input type="hidden" name="text" value={renewal.text.version} />
        <button className="button great" type="submit" name="deed" value="renew">
          {t("renewButton", { year })}
        </button>
      </form>
    </section>
  );
}
