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
  if (findings.failures.length < TOLD) findings.failures.push(message);
  else findings.more += 1;
}

/** The audit cannot go on behind this. */
export class Broken extends Error {}
