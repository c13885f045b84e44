import { type Locale, words } from "#lib/words.ts";
import { HeldKeys } from "./held-keys.tsx";

const KEYS = {
  next: ["J", "→"],
  previous: ["K", "←"],
  accept: ["A"],
  refuse: ["R"],
  undo: ["U"],
} as const;

/** The keys of the queue, and the switch that turns them off. */
export function KeysPanel({ locale }: { locale: Locale }) {
  const t = words(locale, "held");
  return (
    <section className="desk-panel held-keys" aria-labelledby="keys">
      <h2 id="keys">{t("keys")}</h2>
      <dl>
        {Object.entries(KEYS).map(([deed, keys]) => (
          <div key={deed}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key} </kbd>
              ))}
            </dt>
            <dd>{t(`key.${deed as keyof typeof KEYS}`)}</dd>
          </div>
        ))}
      </dl>
      <HeldKeys label={t("keysOn")} />
      <p className="desk-note">{t("keysText")}</p>
    </section>
  );
}
