import { HelpNumbers } from "#components/help-numbers.tsx";
import { type HelpNumber, helpNumbersFor } from "#lib/contents/help-numbers.ts";
import { textedTo } from "#lib/contents/hotline-rules.ts";
import { inLocale } from "#lib/contents/localized.ts";
import { placeName } from "#lib/places/names.ts";
import { placedOf } from "#lib/places/rules.ts";
import { type Locale, path, words } from "#lib/words.ts";

type Props = {
  locale: Locale;
  /** Tells two of them on one page apart. */
  id: string;
  /** Whose numbers; without one those of all campaigns. */
  slug?: string;
  /** Where: of the local numbers those that serve this place. */
  place?: string;
  /** Every local number, each with its place. */
  all?: boolean;
  withLink?: boolean;
};

/** Whom to call: 911, then what organizers have entered. */
export async function Help({ locale, id, slug, place, all = false, withLink = true }: Props) {
  const t = words(locale, "site");
  const numbers = await helpNumbersFor(slug ?? null, place ?? null, { all });
  return (
    <HelpNumbers
      id={id}
      title={t("helpTitle")}
      lines={[
        { who: t("helpDanger"), number: "911", call: "911" },
        ...numbers.map((one) => line(locale, one, all)),
      ]}
      note={t("helpNotWatched")}
      link={withLink ? { href: path(locale, "/safety"), label: t("helpSafety") } : undefined}
    />
  );
}

function line(locale: Locale, one: HelpNumber, withPlace: boolean) {
  const t = words(locale, "learn");
  const name = inLocale(one.name, locale);
  const hours = one.hours && inLocale(one.hours, locale).text;
  const placed = withPlace && one.place ? placedOf(one.place) : null;
  const more = [
    placed && one.place !== "US" && `${t("for", { place: placeName(placed, locale) })}.`,
    hours && `${t("hours", { hours })}.`,
    one.sms && t("textTo", { sms: one.sms }),
    one.tty && t("tty", { tty: one.tty }),
  ];
  return {
    who: name.text,
    lang: name.lang === locale ? undefined : name.lang,
    number: one.phoneShown ?? undefined,
    call: one.phone ?? undefined,
    text: one.phone || !one.sms ? undefined : (textedTo(one.sms) ?? undefined),
    more: more.filter(Boolean).join(" ") || undefined,
    web: one.url ? { href: one.url, label: t("web") } : undefined,
  };
}
