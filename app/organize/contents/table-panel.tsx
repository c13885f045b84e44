import type { ReactNode } from "react";

type Props = {
  id: string;
  title: string;
  intro: string;
  add?: { href: string; label: string };
  caption: string;
  columns: string[];
  /** Said in place of the table where there is no row. */
  empty: string;
  /** Rows. */
  children: ReactNode[];
  /** Below the table. */
  foot?: ReactNode;
};

/** A section of the contents: what it is for, its table, and how to add to it. */
export function TablePanel({ id, title, intro, add, caption, columns, empty, children, foot }: Props) {
  return (
    <section className="desk-panel" id={id} aria-labelledby={`${id}-title`}>
      <div className="desk-panel-head">
        <h2 id={`${id}-title`}>{title}</h2>
        {add && <a href={add.href}>{add.label}</a>}
      </div>
      <p className="desk-note">{intro}</p>
      {children.length === 0 ? (
        <p className="desk-empty">{empty}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1).
        <section className="desk-scroll" tabIndex={0} aria-label={caption}>
          <table className="desk-table content-table">
            <caption>{caption}</caption>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{children}</tbody>
          </table>
        </section>
      )}
      {foot}
    </section>
  );
}
