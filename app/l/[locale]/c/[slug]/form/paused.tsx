import { Message } from "#components/message.tsx";
import { type Locale, path, words } from "#lib/words.ts";

type Props = {
  locale: Locale;
  slug: string;
  /** The organizers' own; ours where they wrote none. */
  text: string | null;
  /** Somebody sent the form meanwhile: it comes back as he filled it in. */
  hasTyped: boolean;
};

/** In place of the form while signing is switched off. */
export function Paused({ locale, slug, text, hasTyped }: Props) {
  const t = words(locale, "pledge");
  return (
    <Message title={t("pausedTitle")} text={text ?? t("pausedText")}>
      {hasTyped && <p className="note">{t("pausedKept")}</p>}
      <p className="flex flex-wrap gap-4">
        <a className="button" href={path(locale, `/c/${slug}/form`)}>
          {t("pausedAgain")}
        </a>
        <a className="button calm" href={path(locale, `/c/${slug}`)}>
          {words(locale, "form")("familyBack")}
        </a>
      </p>
    </Message>
  );
}
