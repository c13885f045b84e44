import { type Locale, words } from "#lib/words.ts";

/** Draft or public. */
export function PublishChoice({ locale, isPublished }: { locale: Locale; isPublished: boolean }) {
  const t = words(locale, "contents");
  return (
    <div className="field">
      <label className="choice">
        <input
          type="checkbox"
          id="published"
          name="published"
          defaultChecked={isPublished}
          aria-describedby="published-help"
        />
        <span className="label">{t("published")}</span>
        <span className="help" id="published-help">
          {t("publishedHelp")}
        </span>
      </label>
    </div>
  );
}
