import { type Locale, texts, words } from "#lib/words.ts";

type Props = {
  locale: Locale;
  done: string | undefined;
  problem: string | undefined;
  /** The pledge that was just judged. */
  last: string | undefined;
  here: Record<string, string>;
};

/** What was just done, with the button that takes it back. */
export function Said({ locale, done, problem, last, here }: Props) {
  const t = words(locale, "held");
  const said = texts(locale, "held");
  if (problem && Object.hasOwn(said.problem, problem))
    return (
      <p className="desk-said wrong" role="alert">
        {t(`problem.${problem as "gone"}`)}
      </p>
    );
  if (!done || !Object.hasOwn(said.done, done)) return null;
  return (
    <div className="desk-said held-said">
      <p role="status">{t(`done.${done as "accepted"}`)}</p>
      {last && (
        <form method="post" action="/organize/held/undo">
          {Object.entries({ ...here, pledge: last }).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <button className="button calm" type="submit" data-key="undo">
            {t("undo")}
          </button>
        </form>
      )}
    </div>
  );
}
