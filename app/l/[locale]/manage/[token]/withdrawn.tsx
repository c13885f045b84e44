import { Message } from "#components/message.tsx";
import type { OwnPledge } from "#lib/pledges/own-pledge.ts";
import { type Locale, path, words } from "#lib/words.ts";
import { Receipt } from "./receipt.tsx";

type Props = { locale: Locale; token: string; own: OwnPledge };

/** After withdrawing: what that changed, the proof of it, and what is still kept. */
export function Withdrawn({ locale, token, own }: Props) {
  const t = words(locale, "manage");
  return (
    <div className="grid gap-12">
      <Message title={t("withdrawnTitle")} text={t("withdrawnText")}>
        <p>
          <a className="button calm" href={path(locale, `/c/${own.slug}`)}>
            {t("withdrawnAgain")}
          </a>
        </p>
      </Message>
      <Receipt
        locale={locale}
        token={token}
        own={own}
        title={t("withdrawnReceiptTitle")}
        text={t("withdrawnReceiptText")}
      />
      <div className="grid gap-3">
        <p>{t("withdrawnEraseText")}</p>
        <p>
          <a className="button calm" href={path(locale, `/manage/${token}?ask=erase`)}>
            {t("eraseOnly")}
          </a>
        </p>
      </div>
    </div>
  );
}
