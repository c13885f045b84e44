export type Named = {
  name: string;
  /** What its owner chose. */
  display: "full" | "initial" | "hidden";
  minor: boolean;
  /** An organizer took the name off the public pages. */
  nameHiddenAt: Date | null;
  isCounted: boolean;
};

/**
 * A signer's name as anybody may read it; null where nobody may. Every page that shows names to strangers asks here: only of men
 * who count, as they chose it, never of minors, and not what an organizer took off.
 */
export function publicName({ name, display, minor, nameHiddenAt, isCounted }: Named): string | null {
  if (!isCounted || minor || nameHiddenAt || display === "hidden") return null;
  return display === "full" ? name : withInitial(name);
}

/** "John Quincy Adams" as "John A."; of a single word its first letter, since the whole was not to be shown. */
function withInitial(name: string): string {
  const words = name.split(" ");
  const last = initialOf(words.at(-1) ?? "");
  return words.length > 1 ? `${words[0]} ${last}` : last;
}

function initialOf(word: string): string {
  const letter = word.match(/\p{L}\p{M}*/u)?.[0] ?? "";
  return `${letter.toLocaleUpperCase("en")}.`;
}
