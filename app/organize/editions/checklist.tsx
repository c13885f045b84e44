import type { Check } from "#lib/organizers/editions/checklist.ts";
import { type Locale, words } from "#lib/words.ts";

type Props = { locale: Locale; slug: string; checks: Check[] };

/** Where each point is seen to. */
const PAGES: Record<Check["name"], string> = {
  dates: "/organize/editions",
  text: "/organize/texts",
  hotlines: "/organize/contents",
  facts: "/organize/contents",
  backup: "/organize/health",
  owners: "/organize/people",
};

/** What is to be seen to before an edition opens, each with how it stands and the way there. */
export function Checklist({ locale, slug, checks }: Props) {
  const t = words(locale, "editions");
  return (
    <section className="desk-panel" aria-labelledby="checklist">
      <h2 id="checklist">{t("checklist.title")}</h2>
      <ul className="checklist">
        {checks.map(({ name, state, count }) => (
          <li key={name} className={state}>
            <a href={`${PAGES[name]}${name === "text" ? `?campaign=${slug}` : ""}`}>
              {t(`checklist.${name}.label`)}
            </a>
            <span className="checklist-state">{t(`checklist.states.${state}`)}</span>
            <span className="desk-note">{t(`checklist.${name}.${state}`, { count })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
