import type { OwnPledge } from "#lib/pledges/own-pledge.ts";
import { date, type Locale, number, path, words } from "#lib/words.ts";
import { nameOf } from "../../c/[slug]/map/place-words.ts";
import { TextSheet } from "../../text-sheet.tsx";
import { Receipt } from "./receipt.tsx";
import { Renewal } from "./renewal.tsx";

type Props = {
  locale: Locale;
  token: string;
  own: OwnPledge;
  /** What the last deed has to say: `renewed`, `full`, `text`, `closed`. */
  said: string[];
};

/** The pledge as it stands, section by section. */
export function Own({ locale, token, own, said }: Props) {
  const t = words(locale, "manage");
  const saying = (["renewed", "full", "text", "closed"] as const).find((one) => said.includes(one));
  // The very text that the renewal asks to sign again.
  const isShownAbove = own.renewal?.state === "offered" && own.renewal.text.sha256 === own.text.sha256;
  return (
    <div className="grid gap-12">
      <div className="grid gap-6">
        {saying && (
          <p className="note" role="status">
            {t(`${saying}Said`)}
          </p>
        )}
        <h1>{t("title")}</h1>
        <Facts locale={locale} own={own} />
      </div>
      <Renewal locale={locale} token={token} own={own} />
      <Receipt locale={locale} token={token} own={own} title={t("receiptTitle")} text={t("receiptText")} />
      {!isShownAbove && (
        <section className="grid gap-4" aria-labelledby="signed-text">
          <h2 id="signed-text">{t("text")}</h2>
          <TextSheet locale={locale} slug={own.slug} text={own.text} />
        </section>
      )}
      <section className="grid gap-4" aria-labelledby="leave">
        <h2 id="leave">{t("leaveTitle")}</h2>
        <p>{t("leaveText")}</p>
        <div className="actions">
          <a className="button calm" href={path(locale, `/manage/${token}?ask=withdraw`)}>
            {t("withdraw")}
          </a>
          <a className="button calm" href={path(locale, `/manage/${token}?ask=erase`)}>
            {t("erase")}
          </a>
        </div>
      </section>
    </div>
  );
}

function Facts({ locale, own }: { locale: Locale; own: OwnPledge }) {
  const t = words(locale, "manage");
  const form = words(locale, "form");
  const facts = [
    [t("name"), own.name],
    [t("place"), nameOf(locale, own.county ?? own.region ?? own.country)],
    [t("year"), String(own.year)],
    [t("stance"), form(own.stance)],
    [t("number"), own.number === null ? t("numberPending") : number(locale, own.number)],
    [t("signed"), date(locale, own.signedAt, own.timeZone)],
    [t("confirmed"), date(locale, own.confirmedAt, own.timeZone)],
    [t("display"), form(own.display)],
  ];
  return (
    <dl className="facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
