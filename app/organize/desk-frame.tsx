import "../styles/rail.css";
import type { ReactNode } from "react";
import { alarmCount } from "#lib/organizers/alarm-count.ts";
import type { Scope } from "#lib/organizers/scope.ts";
import { words } from "#lib/words.ts";
import type { Noun } from "./desk-entries.ts";
import { DeskKeys } from "./desk-keys.tsx";
import { DeskRail } from "./desk-rail.tsx";

type Props = {
  scope: Scope;
  /** Null: none that the rail has. */
  current: Noun | null;
  title: string;
  /** Stands beside the title: a reload link, a button. */
  beside?: ReactNode;
  children: ReactNode;
};

/**
 * A page of the desk: the rail with what this organizer may open, the title, the content. It hides, it does not guard: every
 * page asks for its right by itself.
 */
export async function DeskFrame({ scope, current, title, beside, children }: Props) {
  const t = words(scope.lang, "desk");
  return (
    <div className="desk" lang={scope.lang}>
      <a className="skip" href="#content">
        {t("frame.skip")}
      </a>
      <DeskKeys />
      <DeskRail scope={scope} current={current} alarms={await alarmCount(scope)} />
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
