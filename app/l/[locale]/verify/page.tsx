import type { Metadata } from "next";
import { publicKeys } from "#lib/ledger/log/keys.ts";
import { localeOr, words } from "#lib/words.ts";
import { Frame } from "../frame.tsx";
import { Prose } from "../prose.tsx";
import { ReceiptCheck } from "./receipt-check.tsx";

type Props = { params: Promise<{ locale: string }> };

export const revalidate = 10;
export const generateStaticParams = async () => [];

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = words(localeOr((await params).locale), "verify");
  return { title: t("title"), description: t("description") };
}

/** A receipt is checked in the visitor's own browser. */
export default async function VerifyPage({ params }: Props) {
  const locale = localeOr((await params).locale);
  const t = words(locale, "verify");
  const keys = await publicKeys();
  const command = `node scripts/audit.ts --receipt FILE --key ${keys[0] ?? "KEY"}`;
  return (
    <Frame locale={locale} address="/verify">
      <Prose
        title={t("title")}
        lead={t("lead")}
        sections={[{ title: t("meansTitle"), items: [t("means1"), t("means2"), t("means3")] }]}
      >
        <ReceiptCheck locale={locale} keys={keys} />
        <section className="grid gap-3">
          <h2 className="text-[length:var(--step-1)]">{t("keyTitle")}</h2>
          <p>{keys.length > 0 ? t("keyBody") : t("keyNone")}</p>
          {keys.map((key) => (
            <code className="log-key" key={key}>
              {key}
            </code>
          ))}
        </section>
        <section className="grid gap-3">
          <h2 className="text-[length:var(--step-1)]">{t("handTitle")}</h2>
          <p>{t("handBody")}</p>
          <code className="log-key">{command}</code>
        </section>
      </Prose>
    </Frame>
  );
}
