import { expect, test } from "vitest";
import { honest, playwrightCounts, vitestCounts } from "#lib/house/reports.ts";

test("reports are read as they are", () => {
  expect(vitestCounts({ numPassedTests: 5, numFailedTests: 2 })).toEqual({ passed: 5, failed: 2 });
  expect(playwrightCounts({ stats: { expected: 3, unexpected: 1, flaky: 1 }, errors: [{}] })).toEqual({
    passed: 3,
    failed: 3,
  });
});

test("a run that failed without a failed test, and one without any test, count as a failure", () => {
  expect(honest({ passed: 5, failed: 0 }, 0)).toEqual({ passed: 5, failed: 0 });
  expect(honest({ passed: 5, failed: 0 }, 1)).toEqual({ passed: 5, failed: 1 });
  expect(honest({ passed: 0, failed: 0 }, 0)).toEqual({ passed: 0, failed: 1 });
  expect(honest({ passed: 5, failed: 2 }, 1)).toEqual({ passed: 5, failed: 2 });
});
