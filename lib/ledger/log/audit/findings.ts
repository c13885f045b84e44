/** What an audit found. Anything in `failures` means that the site must not be believed. */
export type Findings = {
  failures: string[];
  /** What a reader must know and what is not wrong. */
  notices: string[];
  /** Failures beyond the first ones, which are not told. */
  more: number;
};

/** So many failures are told; a broken tile alone can make thousands. */
const TOLD = 20;

export function noFindings(): Findings {
  return { failures: [], notices: [], more: 0 };
}

export function fail(findings: Findings, message: string): void {
  if (findings.failures.length < TOLD) findings.failures.push(plain(message));
  else findings.more += 1;
}

/** A line of a report is no longer than this, whatever the site says. */
const LONGEST = 600;

/**
 * A text on one line of a terminal. What a site or a receipt says may hold line feeds, escape sequences and marks that turn
 * the direction of writing, made to look like a report that passed.
 */
export function plain(text: string): string {
  const seen = text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, "\u{fffd}");
  return seen.length > LONGEST ? `${seen.slice(0, LONGEST)}…` : seen;
}

/** The audit cannot go on behind this. */
export class Broken extends Error {}
