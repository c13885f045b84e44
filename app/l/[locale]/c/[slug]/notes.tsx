import type { Claim } from "#lib/tallies/history.ts";
import { type Locale, words } from "#lib/words.ts";

/** The different notes of claims in the reader's language, and which number a claim's note has among them. */
export function collectNotes(locale: Locale, claims: Claim[]) {
  const textOf = ({ note }: Claim) => note?.[locale] ?? note?.en;
  const notes = [...new Set(claims.map(textOf).filter((text) => text !== undefined))];
  return {
    notes,
    noteOf: (claim: Claim) => {
      const index = notes.indexOf(textOf(claim) ?? "");
      return index < 0 ? undefined : index + 1;
    },
  };
}

export function Notes({ locale, notes }: { locale: Locale; notes: string[] }) {
  if (notes.length === 0) return null;
  return (
    <section className="grid gap-3" aria-labelledby="notes">
      <h2 id="notes" className="text-[length:var(--step-1)]">
        {words(locale, "history")("notesTitle")}
      </h2>
      <ol className="note-list grid gap-2">
        {notes.map((note, index) => (
          <li key={note} id={`note-${index + 1}`}>
            {note}
          </li>
        ))}
      </ol>
    </section>
  );
}
