import { expect, test } from "vitest";
import { readAuditFilter, readCursor } from "#lib/audit/filter.ts";

const OLIVIA = "01980000-0000-7000-8000-000000000001";

test.each([
  [{}, {}, []],
  [{ who: "", action: " ", from: "" }, {}, []],
  [{ who: OLIVIA, action: "switch" }, { who: OLIVIA, action: "switch" }, []],
  [{ who: "command-line", action: "switch.off" }, { who: "command-line", action: "switch.off" }, []],
  [{ subject: `edition:${OLIVIA}` }, { subject: `edition:${OLIVIA}` }, []],
  [{ subject: ["switch:signing", "x"] }, { subject: "switch:signing" }, []],
  [{ from: "2026-11-01", until: "2026-11-30" }, { from: "2026-11-01", until: "2026-11-30" }, []],
  [{ from: "2026-02-30", until: "yesterday" }, {}, ["from", "until"]],
  [{ who: "Olivia", action: "switch.off'--", subject: "x@example.org" }, {}, ["who", "action", "subject"]],
  [{ password: "x" }, {}, []],
])("%j filters by %j", (typed, filter, wrong) => {
  expect(readAuditFilter(typed)).toEqual({ filter, wrong });
});

test.each([
  [OLIVIA, OLIVIA],
  ["1", null],
  [undefined, null],
])("a page goes on at %s: %s", (typed, cursor) => {
  expect(readCursor(typed)).toBe(cursor);
});
