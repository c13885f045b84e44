import { describe, expect, test } from "vitest";
import { positionOf, SWITCH_GROUPS, SWITCHES } from "#lib/switches/list.ts";
import { deedOf, factsOf, HOLDING_LIMIT, readHoldingText } from "#lib/switches/rules.ts";
import { LOCALES, texts } from "#lib/words.ts";

const on = { off: false, message: null };
const off = { off: true, message: null };
const back = { en: "Back at noon.", es: "Volvemos al mediodía." };

test("the groups of the desk hold every switch once", () => {
  expect(Object.values(SWITCH_GROUPS).flat().toSorted()).toEqual(SWITCHES.toSorted());
});

test.each(LOCALES)("every switch has a name and a sentence in %s", (locale) => {
  const { names, does } = texts(locale, "switches");
  for (const found of [names, does])
    expect(
      SWITCHES.filter(
        (name) =>
          !name.split(".").reduce((at: unknown, key) => (at as Record<string, unknown>)?.[key], found),
      ),
    ).toEqual([]);
});

test.each([
  ["signing", on, off, "switch.off"],
  ["signing", off, on, "switch.on"],
  ["signing", off, { off: true, message: back }, "switch.text"],
  ["signing", { off: true, message: back }, { off: true, message: { ...back } }, null],
  ["signing", on, on, null],
  ["map", on, off, "switch.off"],
  // A mode is on while what it rests is off.
  ["press_day", on, off, "switch.on"],
  ["press_day", off, on, "switch.off"],
] as const)("%s from %j to %j is %s", (name, before, after, deed) => {
  expect(deedOf(name, before, after)).toBe(deed);
});

test("the log keeps a position in words", () => {
  expect(factsOf("signing", { off: true, message: back })).toEqual({
    state: "off",
    text_en: back.en,
    text_es: back.es,
  });
  expect(factsOf("press_day", off)).toEqual({ state: "on" });
  expect(positionOf("live", false)).toBe("on");
});

describe("a holding text", () => {
  test.each([
    [{}, null],
    [{ en: "  ", es: undefined }, null],
    [{ en: " Back\r\n\tat noon. " }, { en: "Back at noon." }],
    [
      { en: "<b>Back</b>", es: "Volvemos." },
      { en: "<b>Back</b>", es: "Volvemos." },
    ],
    [{ en: "x".repeat(HOLDING_LIMIT) }, { en: "x".repeat(HOLDING_LIMIT) }],
  ])("%j is %j", (typed, text) => {
    expect(readHoldingText(typed)).toEqual({ ok: true, text });
  });

  test.each([
    [{ en: "x".repeat(HOLDING_LIMIT + 1) }, { reason: "long", lang: "en" }],
    [
      { en: "Back.", es: "Escribe a ayuda@example.org" },
      { reason: "address", lang: "es" },
    ],
  ])("%j is refused", (typed, refusal) => {
    expect(readHoldingText(typed)).toEqual({ ok: false, ...refusal });
  });
});
