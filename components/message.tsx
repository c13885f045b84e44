import type { ReactNode } from "react";

/** A page that says one thing: heading, a paragraph or two, perhaps something to do. */
export function Message({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className="grid gap-5">
      <h1>{title}</h1>
      <p>{text}</p>
      {children}
    </div>
  );
}
