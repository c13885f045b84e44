import type { texts } from "#lib/words.ts";
import { type Locale, words } from "#lib/words.ts";

export type State = keyof ReturnType<typeof texts<"contents">>["states"];

/** A state in a word, with a mark of its own besides its colour. */
export function StateMark({ locale, state }: { locale: Locale; state: State }) {
  return <span className={`content-state ${state}`}>{words(locale, "contents")(`states.${state}`)}</span>;
}
