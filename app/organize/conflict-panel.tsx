"use client";

import { useState } from "react";
import type { Difference } from "#lib/organizers/editing/answer-edit.ts";

type Props = {
  conflict: string;
  revision: string;
  rows: Difference[];
  texts: Record<
    | "conflictTitle"
    | "conflictSame"
    | "field"
    | "mine"
    | "theirs"
    | "takeTheirs"
    | "takeTheirsOf"
    | "overwrite"
    | "keep"
    | "empty",
    string
  >;
  keep: string;
  /** Puts their value of a field into the form. */
  take: (row: Difference) => void;
  /** Saves the form as it is over the revision that is there now. */
  overwrite: (revision: string) => void;
};

/** Both versions of every field in which they differ. Theirs can be taken field by field before one saves one's own over it. */
export function ConflictPanel({ conflict, revision, rows, texts, keep, take, overwrite }: Props) {
  const [taken, setTaken] = useState<string[]>([]);
  const left = rows.filter(({ name }) => !taken.includes(name));
  return (
    <>
      <h2>{texts.conflictTitle}</h2>
      <p>{conflict}</p>
      {left.length === 0 && <p className="quiet">{texts.conflictSame}</p>}
      {left.map((row) => (
        <section className="edit-pair" key={row.name} aria-label={row.label}>
          <h3>{row.label}</h3>
          <div>
            <b>{texts.mine}</b>
            <p lang={row.lang}>{row.mine || <i>{texts.empty}</i>}</p>
          </div>
          <div>
            <b>{texts.theirs}</b>
            <p lang={row.lang}>{row.theirs || <i>{texts.empty}</i>}</p>
            <button
              type="button"
              className="edit-take"
              aria-label={texts.takeTheirsOf.replace("{field}", row.label)}
              onClick={() => {
                take(row);
                setTaken([...taken, row.name]);
              }}
            >
              {texts.takeTheirs}
            </button>
          </div>
        </section>
      ))}
      <div className="edit-buttons">
        <button type="button" className="button" onClick={() => overwrite(revision)}>
          {texts.overwrite}
        </button>
        {/* Not a link of the router: the page has to be read again. */}
        <a className="button calm" href={keep}>
          {texts.keep}
        </a>
      </div>
    </>
  );
}
