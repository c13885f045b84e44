import type { OwnPledge } from "#lib/pledges/own-pledge.ts";
import { type Locale, moment, path, words } from "#lib/words.ts";

type Props = { locale: Locale; token: string; own: OwnPledge; title: string; text: string };

/** The receipt of the pledge's newest entry, or the time by which there will be one. */
export function Receipt({ locale, token, own, title, text }: Props) {
  const t = words(locale, "manage");
  const { receipt, timeZone } = own;
  return (
    <section className="grid gap-4" aria-labelledby="receipt">
      <h2 id="receipt">{title}</h2>
      {receipt === null ? (
        <p>{t("receiptNone")}</p>
      ) : "publishedBy" in receipt ? (
        <>
          <p>{text}</p>
          <p className="note">{t("receiptWait", { time: moment(locale, receipt.publishedBy, timeZone) })}</p>
        </>
      ) : (
        <>
          <p>{text}</p>
          <p>
            <a className="button great" href={`/manage/${token}/receipt`} download="pledge-receipt.txt">
              {t("receiptButton")}
            </a>
          </p>
          <p className="quiet">
            {t.rich("receiptCheck", {
              verify: (chunks) => <a href={path(locale, "/verify")}>{chunks}</a>,
            })}
          </p>
        </>
      )}
    </section>
  );
}
