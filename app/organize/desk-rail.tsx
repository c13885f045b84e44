import { TallyGroup } from "#components/tally-group.tsx";
import type { Scope } from "#lib/organizers/scope.ts";
import { words } from "#lib/words.ts";
import { type Noun, railOf } from "./desk-entries.ts";

type Props = { scope: Scope; current: Noun | null; alarms: number };

/**
 * The way about the desk. From 64rem on it stands at the side; below, the list is a popover behind the button that names the
 * present page, so that it opens and closes (Escape, a click beside it) without any script of ours. A browser that knows no
 * popovers shows the list.
 */
export function DeskRail({ scope, current, alarms }: Props) {
  const t = words(scope.lang, "desk");
  return (
    <header className="desk-rail">
      <a className="desk-mark" href="/" title={t("frame.site")}>
        <TallyGroup />
        <span className="serif">Countersign</span>
      </a>
      <button className="rail-button" type="button" popoverTarget="rail">
        <span className="rail-bars" aria-hidden="true" />
        <span>
          {current ? (
            <>
              <span className="rail-unseen">{t("frame.menu")}</span> {t(`frame.${current}`)}
            </>
          ) : (
            t("frame.menuAlone")
          )}
        </span>
      </button>
      {alarms > 0 && (
        <a className="rail-alarms" href="/organize#alarms">
          {t("frame.alarms", { count: alarms })}
        </a>
      )}
      <nav id="rail" className="rail" popover="auto" aria-label={t("frame.nav")}>
        {railOf(scope).map(({ group, entries }) => (
          <div key={group}>
            <p id={`rail-${group}`}>{t(`frame.groups.${group}`)}</p>
            <ul aria-labelledby={`rail-${group}`}>
              {entries.map(({ noun, href, key }) => (
                <li key={noun}>
                  <a
                    href={href}
                    aria-keyshortcuts={`Alt+${key}`}
                    aria-current={noun === current ? "page" : undefined}
                  >
                    {t(`frame.${noun}`)}
                    <kbd>{t("frame.key", { key })}</kbd>
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
        <form method="post" action="/organize/sign-out">
          <button type="submit">{t("frame.signOut")}</button>
        </form>
      </nav>
    </header>
  );
}
