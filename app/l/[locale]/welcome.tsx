import { ShareAsk } from "#components/share-ask.tsx";
import { ShareLinks } from "#components/share-links.tsx";
import { Signature } from "#components/signature.tsx";
import { campaignFacts } from "#lib/campaigns/facts.ts";
import { type Look, PLAIN_LOOK } from "#lib/campaigns/look.ts";
import { ownWord, withLink } from "#lib/campaigns/messages.ts";
import { env } from "#lib/env.ts";
import { placeName } from "#lib/places/names.ts";
import type { Welcome as WelcomeView } from "#lib/pledges/queries.ts";
import { shareChannels } from "#lib/switches/queries.ts";
import { type Locale, number, path, words } from "#lib/words.ts";

type Props = {
  locale: Locale;
  slug: string;
  welcome: WelcomeView;
  /** The page of his own pledge, or the one that sends him a link to it. */
  manage: string;
};

/** After confirming: his number, the place that he stands for, and the two men whom he may bring. */
export async function Welcome({ locale, slug, welcome, manage }: Props) {
  const t = words(locale, "welcome");
  const look = (await campaignFacts(slug))?.campaign.look ?? PLAIN_LOOK;
  return (
    <div className="grid gap-10">
      {/* The tallier gives the number within about a second; without script the page looks again by itself. */}
      {welcome.number === null && <meta httpEquiv="refresh" content="2" />}
      <div className="grid gap-5">
        <Signature label={t("signaturesLabel")} draws={welcome.number !== null} />
        <div className="grid gap-2">
          <h1>{heading(locale, welcome)}</h1>
          {welcome.number === null && <p className="quiet">{t("pendingText")}</p>}
          <p className="text-[length:var(--step-1)]">
            {t("standFor", { place: placeName(welcome, locale) })}
          </p>
          <p className="quiet">{ownWord(look, "thanks", locale) ?? t("thanks")}</p>
        </div>
      </div>
      <YourTwo locale={locale} welcome={welcome} look={look} />
      <p className="grid justify-items-start">
        <a className="inline-flex min-h-11 items-center" href={path(locale, manage)}>
          {words(locale, "manage")("fromWelcome")}
        </a>
        <a className="inline-flex min-h-11 items-center" href={path(locale, `/c/${slug}`)}>
          {t("back")}
        </a>
      </p>
    </div>
  );
}

function heading(locale: Locale, { number: place, stance }: WelcomeView): string {
  const t = words(locale, "welcome");
  if (place === null) return t("pending");
  return t(stance === "supporter" ? "supporterNumber" : "number", { number: number(locale, place) });
}

type TwoProps = { locale: Locale; welcome: WelcomeView; look: Look };

async function YourTwo({ locale, welcome, look }: TwoProps) {
  const channels = await shareChannels();
  if (channels.length === 0) return null;
  const t = words(locale, "welcome");
  const share = words(locale, "share");
  const url = new URL(`/s/${welcome.shareCode}`, env().publicUrl).href;
  const said = (key: "share.friends" | "share.coworkers" | "share.neighbors", ours: string) => {
    const own = ownWord(look, key, locale);
    return own === null ? ours : withLink(own, url);
  };
  const byPhone = channels.filter((channel) => channel === "sms" || channel === "whatsapp");
  return (
    <section className="grid gap-6" aria-labelledby="your-two">
      <h2 id="your-two">{t("twoTitle")}</h2>
      <p>{t("twoText")}</p>
      <ul className="two-lines">
        <li>{t("friend")}</li>
        <li>{t("friend")}</li>
      </ul>
      <ShareLinks
        url={url}
        channels={channels}
        words={{
          native: share("native"),
          sms: share("sms"),
          whatsapp: share("whatsapp"),
          copy: share("copy"),
          copied: share("copied"),
          link: share("link"),
          qr: share("qr"),
          qrLabel: share("qrLabel"),
          message: said("share.friends", share("message", { url })),
        }}
      />
      {byPhone.length > 0 && (
        <div>
          <ShareAsk
            summary={share("toCoworkers")}
            message={said("share.coworkers", share("coworkers", { url }))}
            channels={byPhone}
            words={{ sms: share("sms"), whatsapp: share("whatsapp") }}
          />
          <ShareAsk
            summary={share("toNeighbors")}
            message={said("share.neighbors", share("neighbors", { url }))}
            channels={byPhone}
            words={{ sms: share("sms"), whatsapp: share("whatsapp") }}
          />
        </div>
      )}
    </section>
  );
}
