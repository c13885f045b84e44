/** The number in the strip of every page: as it is printed, and as it is dialled. */
export type HelpLine = { shown: string; call: string };

const OURS: HelpLine = { shown: "888-373-7888", call: "+18883737888" };

// The front and Next's bundles load this module apart; a problem page is made in either.
const holder = globalThis as typeof globalThis & { countersignHelpLine?: HelpLine };

/**
 * The number that this process last read from the database, for pages that must not ask it: those that say that something went
 * wrong. Ours as long as nobody has read any.
 */
export function helpLine(): HelpLine {
  return holder.countersignHelpLine ?? OURS;
}

export function rememberHelpLine(line: HelpLine): void {
  holder.countersignHelpLine = line;
}
