import { SignForm } from "#components/sign-form.tsx";
import type { CampaignPage } from "#lib/campaigns/queries.ts";
import { isFinal } from "#lib/campaigns/rules.ts";
import { now } from "#lib/clock.ts";
import { signingPause } from "#lib/switches/queries.ts";
import { date, type Locale, words } from "#lib/words.ts";
import { placeOptions } from "../../place-options.ts";

/** The form while the edition is open; before and after, the day; while signing is switched off, the holding text. */
export async function Signing({ locale, page }: { locale: Locale; page: CampaignPage }) {
  const t = words(locale, "pledge");
  const { state, opensAt, closesAt, timeZone } = page.edition;
  if (state === "before") {
    const title = t("notYetTitle", { date: date(locale, opensAt, timeZone) });
    return <Notice title={title} text={t("notYetText")} />;
  }
  if (state === "closed") {
    const text = t(isFinal(page.edition, now()) ? "finalText" : "closedText", {
      date: date(locale, closesAt, timeZone),
    });
    return <Notice title={t("closedTitle")} text={text} />;
  }
  const pause = await signingPause(locale);
  if (pause) return <Notice title={t("pausedTitle")} text={pause.text ?? t("pausedText")} />;
  return (
    <section className="grid gap-8 no-print" aria-labelledby="sign-title">
      <h2 id="sign-title">{t("signTitle")}</h2>
      <SignForm
        locale={locale}
        slug={page.campaign.slug}
        textVersion={page.text.version}
        places={placeOptions(locale)}
      />
    </section>
  );
}

function Notice({ title, text }: { title: string; text: string }) {
  return (
    <section className="note grid gap-2 no-print">
      <h2 id="sign-title">{title}</h2>
      <p>{text}</p>
    </section>
  );
}
