import type { ReactNode } from "react";

type Item = { summary: string; body: ReactNode };

/** A titled list of things to open; needs no script. */
export function Disclosures({
  id,
  title,
  items,
  note,
}: {
  id: string;
  title: string;
  items: Item[];
  note?: string;
}) {
  return (
    <section className="grid gap-4" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div>
        {items.map((item) => (
          <details key={item.summary}>
            <summary>{item.summary}</summary>
            {item.body}
          </details>
        ))}
      </div>
      {note && <p className="quiet small">{note}</p>}
    </section>
  );
}
