import { ShareLinks } from "#components/share-links.tsx";
import { env } from "#lib/env.ts";
import type { ShareChannel } from "#lib/switches/queries.ts";
import { type Locale, words } from "#lib/words.ts";
import { placePath } from "../place-words.ts";
import type { MapView } from "../read.ts";
import { sentenceOf } from "./place-figure.tsx";

type Props = { locale: Locale; view: MapView; code: string; channels: ShareChannel[] };

/** Ways to pass the page of a place on. */
export function PlaceShare({ locale, view, code, channels }: Props) {
  if (channels.length === 0) return null;
  const t = words(locale, "map");
  const share = words(locale, "share");
  const url = new URL(placePath(locale, view.page.campaign.slug, code), env().publicUrl).href;
  return (
    <section className="mt-8 grid gap-4 no-print" aria-labelledby="share-title">
      <h2 id="share-title">{t("shareTitle")}</h2>
      <ShareLinks
        url={url}
        channels={channels}
        words={{
          native: t("shareTitle"),
          sms: share("sms"),
          whatsapp: share("whatsapp"),
          copy: share("copy"),
          copied: share("copied"),
          link: t("shareLink"),
          qr: share("qr"),
          qrLabel: t("shareQr"),
          message: `${sentenceOf(locale, view, code)} ${url}`,
        }}
      />
    </section>
  );
}
