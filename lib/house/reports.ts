/** How many tests of a report passed and failed. */
export type Counts = { passed: number; failed: number };

type VitestReport = { numPassedTests: number; numFailedTests: number };
type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number };
  errors?: unknown[];
};

/** The JSON report of Vitest. */
export function vitestCounts({ numPassedTests, numFailedTests }: VitestReport): Counts {
  return { passed: numPassedTests, failed: numFailedTests };
}

/** The JSON report of Playwright. A test that needed a second try has failed once too often to be called passed. */
export function playwrightCounts({ stats, errors = [] }: PlaywrightReport): Counts {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

/** A run that failed without a failed test (a file that does not load, an empty run) counts as one failure. */
export function honest(counts: Counts, exitCode: number): Counts {
  const isSilent = counts.failed === 0 && (exitCode !== 0 || counts.passed === 0);
  return isSilent ? { ...counts, failed: 1 } : counts;
}
