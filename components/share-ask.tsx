type Props = {
  /** Whom it is for. */
  summary: string;
  message: string;
  channels: readonly string[];
  words: { sms: string; whatsapp: string };
};

/** The words for one kind of people, to read first and then to send: by the man's own phone, as ShareLinks does. */
export function ShareAsk({ summary, message, channels, words }: Props) {
  const text = encodeURIComponent(message);
  return (
    <details>
      <summary>{summary}</summary>
      <div className="grid gap-4">
        <p>{message}</p>
        <div className="actions">
          {channels.includes("sms") && (
            <a className="button calm" href={`sms:?&body=${text}`}>
              {words.sms}
            </a>
          )}
          {channels.includes("whatsapp") && (
            <a className="button calm" href={`whatsapp://send?text=${text}`}>
              {words.whatsapp}
            </a>
          )}
        </div>
      </div>
    </details>
  );
}
