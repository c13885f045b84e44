import { HelpNumbers } from "#components/help-numbers.tsx";
import { type Locale, path, words } from "#lib/words.ts";

/** Whom to call. `id` tells two of them on one page apart. */
export function Help({ locale, id, withLink = true }: { locale: Locale; id: string; withLink?: boolean }) {
  const t = words(locale, "site");
  return (
    <HelpNumbers
      id={id}
      title={t("helpTitle")}
      lines={[
        { who: t("helpDanger"), number: "911", call: "911" },
        { who: t("helpHotline"), number: "888-373-7888", call: "+18883737888", more: t("helpHotlineMore") },
        { who: t("helpWaukesha"), number: "262-542-3828", call: "+12625423828" },
      ]}
      note={t("helpNotWatched")}
      link={withLink ? { href: path(locale, "/safety"), label: t("helpSafety") } : undefined}
    />
  );
}
