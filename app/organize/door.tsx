import "../styles/door.css";
import type { ReactNode } from "react";
import { TallyGroup } from "#components/tally-group.tsx";
import type { Locale } from "#lib/words.ts";

type Props = { locale: Locale; title: string; children: ReactNode };

/** A page before the desk: one thing to do, in the middle, nothing around it. */
export function Door({ locale, title, children }: Props) {
  return (
    <main className="door" lang={locale}>
      <a className="tally-mark" href="/" aria-label="Countersign">
        <TallyGroup />
      </a>
      <h1>{title}</h1>
      {children}
    </main>
  );
}
