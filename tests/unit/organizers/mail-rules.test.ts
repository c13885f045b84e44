import { expect, it } from "vitest";
import { delayOf } from "#lib/organizers/tracker/mail-rules.ts";

it.each([
  ["nothing waits", { due: 0, oldestDue: null, sent: 500, within: 300 }, { state: "at_once" }],
  ["what waits came just now", { due: 40, oldestDue: 2, sent: 0, within: 300 }, { state: "at_once" }],
  [
    "ten a second, a hundred due",
    { due: 100, oldestDue: 30, sent: 3_000, within: 300 },
    { state: "about", seconds: 10 },
  ],
  [
    "one a minute, five due",
    { due: 5, oldestDue: 280, sent: 5, within: 300 },
    { state: "about", seconds: 300 },
  ],
  ["few and quick", { due: 1, oldestDue: 6, sent: 900, within: 90 }, { state: "at_once" }],
  [
    "nothing left while the worker restarts",
    { due: 9, oldestDue: 40, sent: 0, within: 300 },
    { state: "at_once" },
  ],
  [
    "nothing left for minutes",
    { due: 9, oldestDue: 240, sent: 0, within: 300 },
    { state: "stuck", seconds: 240 },
  ],
])("%s", (_, flow, delay) => {
  expect(delayOf(flow)).toEqual(delay);
});
