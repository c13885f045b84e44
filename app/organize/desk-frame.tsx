import type { ReactNode } from "react";
import { TallyGroup } from "#components/tally-group.tsx";
import { may, type Scope } from "#lib/organizers/scope.ts";
import { words } from "#lib/words.ts";
import { DeskKeys } from "./desk-keys.tsx";

/** Each page of the desk, in the order of the rail: what one must be allowed to see it, and its key. */
const ENTRIES = [
  { noun: "tracker", href: "/organize", action: "tracker.read", key: "T" },
  { noun: "switches", href: "/organize/switches", action: "switches.change", key: "S" },
  { noun: "audit", href: "/organize/audit", action: "audit.read", key: "L" },
  { noun: "people", href: "/organize/people", action: "organizers.manage", key: "P" },
  // One's own account needs no right.
  { noun: "account", href: "/organize/account", action: null, key: "C" },
] as const;

type Props = {
  scope: Scope;
  current: (typeof ENTRIES)[number]["noun"];
  title: string;
  /** Stands beside the title: a reload link, a button. */
  beside?: ReactNode;
  children: ReactNode;
};

/**
 * A page of the desk: the rail with what this organizer may open, the title, the content. It hides, it does not guard: every
 * page asks for its right by itself.
 */
export function DeskFrame({ scope, current, title, beside, children }: Props) {
  const t = words(scope.lang, "desk");
  const entries = ENTRIES.filter(({ action }) => action === null || may(scope, action));
  return (
    <div className="desk" lang={scope.lang}>
      <a className="skip" href="#content">
        {t("frame.skip")}
      </a>
      <DeskKeys />
      <header className="desk-rail">
        <a className="desk-mark" href="/" title={t("frame.site")}>
          <TallyGroup />
          <span className="serif">Countersign</span>
        </a>
        <nav aria-label={t("frame.nav")}>
          <ul>
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
        </nav>
      </header>
      <main id="content" tabIndex={-1}>
        <div className="desk-head">
          <h1>{title}</h1>
          {beside}
        </div>
        {children}
      </main>
    </div>
  );
}
