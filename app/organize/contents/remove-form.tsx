import { type Locale, words } from "#lib/words.ts";

type Props = { locale: Locale; fields: Record<string, string> };

/** Removing takes two presses: one to open, one to do it. */
export function RemoveForm({ locale, fields }: Props) {
  const t = words(locale, "contents");
  return (
    <details className="content-remove">
      <summary>{t("remove")}</summary>
      <form method="post" action="/organize/contents/remove">
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <p>{t("removeSure")}</p>
        <button className="button calm" type="submit">
          {t("removeButton")}
        </button>
      </form>
    </details>
  );
}
