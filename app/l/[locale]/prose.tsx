import type { ReactNode } from "react";

type Section = { title: string; body?: string; items?: string[] };

/** A quiet page to read: a heading, a first sentence, sections of paragraphs or points. */
export function Prose({
  title,
  lead,
  sections,
  children,
}: {
  title: string;
  lead: string;
  sections: Section[];
  children?: ReactNode;
}) {
  return (
    <div className="grid gap-10">
      <header className="grid gap-3">
        <h1>{title}</h1>
        <p className="text-[length:var(--step-1)] leading-snug">{lead}</p>
      </header>
      {children}
      {sections.map((section) => (
        <section key={section.title} className="grid gap-3">
          <h2 className="text-[length:var(--step-1)]">{section.title}</h2>
          {section.body && <p>{section.body}</p>}
          {section.items && (
            <ul className="grid list-disc gap-2 ps-5">
              {section.items.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  );
}
