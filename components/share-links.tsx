import { QrCode } from "./qr-code.tsx";

type Words = Record<
  "native" | "sms" | "whatsapp" | "copy" | "copied" | "link" | "qr" | "qrLabel" | "message",
  string
>;

const CHANNELS = ["native", "sms", "whatsapp", "copy", "qr"] as const;
type Props = {
  url: string;
  words: Words;
  /** Those that are offered; where there is none, leave the whole out. */
  channels?: readonly (typeof CHANNELS)[number][];
};

/**
 * Ways to pass a link on. Each is a plain link or a field to copy from; the share sheet and the copy button
 * appear where public/islands/share.js finds that the browser has them. WhatsApp is addressed by its own
 * scheme, because no link may lead from this page to another site.
 */
export function ShareLinks({ url, words, channels = CHANNELS }: Props) {
  const message = encodeURIComponent(words.message);
  const offers = (channel: (typeof CHANNELS)[number]) => channels.includes(channel);
  return (
    <div className="grid gap-5" data-share data-url={url} data-text={words.message}>
      {offers("native") && (
        <button className="button great" type="button" data-native hidden>
          {words.native}
        </button>
      )}
      <div className="actions">
        {/* `?&body=` is the one form that both iOS and Android read. */}
        {offers("sms") && (
          <a className="button great" href={`sms:?&body=${message}`}>
            {words.sms}
          </a>
        )}
        {offers("whatsapp") && (
          <a className="button calm" href={`whatsapp://send?text=${message}`}>
            {words.whatsapp}
          </a>
        )}
        {offers("copy") && (
          <button className="button calm" type="button" data-copy data-copied={words.copied} hidden>
            {words.copy}
          </button>
        )}
      </div>
      {offers("copy") && (
        <div className="field">
          <label className="label" htmlFor="share-link">
            {words.link}
          </label>
          <input id="share-link" className="input" type="url" readOnly value={url} dir="ltr" />
        </div>
      )}
      {offers("qr") && (
        <details>
          <summary>{words.qr}</summary>
          <div>
            <QrCode text={url} label={words.qrLabel} />
          </div>
        </details>
      )}
      <p className="sr-only" role="status" data-said />
      <script type="module" src="/islands/share.js" />
    </div>
  );
}
