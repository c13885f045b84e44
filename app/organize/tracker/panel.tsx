import type { ReactNode } from "react";

type Props = {
  id: string;
  title: string;
  /** The file with what the panel shows. */
  csv?: { href: string; label: string; name: string };
  isWide?: boolean;
  children: ReactNode;
};

/** A part of the tracker, with its title and the way to its figures as a file. */
export function Panel({ id, title, csv, isWide = false, children }: Props) {
  return (
    <section className={isWide ? "desk-panel wide" : "desk-panel"} aria-labelledby={id}>
      <div className="desk-panel-head">
        <h2 id={id}>{title}</h2>
        {csv && (
          <a href={csv.href} aria-label={csv.name} download>
            {csv.label}
          </a>
        )}
      </div>
      {children}
    </section>
  );
}

/** Figures in a row, the number first. */
export function Facts({
  facts,
}: {
  facts: { key: string; label: ReactNode; value: ReactNode; note?: string }[];
}) {
  return (
    <dl className="desk-facts">
      {facts.map(({ key, label, value, note }) => (
        <div key={key}>
          <dt>
            {label}
            {note && <small> {note}</small>}
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
