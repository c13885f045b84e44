import { type Queue, SHOWN_UP_TO } from "#lib/organizers/held/queue.ts";
import { type Locale, number, words } from "#lib/words.ts";

type Props = { locale: Locale; queue: Queue; here: Record<string, string> };

/** Where in the queue one is, and the way along it. */
export function Walk({ locale, queue, here }: Props) {
  const t = words(locale, "held");
  const place = { place: number(locale, queue.place ?? 0), waiting: number(locale, queue.waiting) };
  const link = (key: "previous" | "next") => {
    const id = queue[key];
    return (
      id && (
        <a
          className="button calm"
          href={`/organize/held?${new URLSearchParams({ ...here, at: id })}`}
          data-key={key}
        >
          {t(key)}
        </a>
      )
    );
  };
  return (
    <nav className="held-walk" aria-label={t("walk")}>
      <p className="held-place">{t(queue.waiting >= SHOWN_UP_TO ? "placeMore" : "place", place)}</p>
      {link("previous")}
      {link("next")}
    </nav>
  );
}
