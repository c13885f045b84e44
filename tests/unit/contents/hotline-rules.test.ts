import { expect, it, test } from "vitest";
import { dialled, isStale, readHotline, serves, textedTo } from "#lib/contents/hotline-rules.ts";
import { OUR_HOTLINES } from "#lib/contents/our-hotlines.ts";

const whole = {
  name_en: "The Center",
  name_es: "",
  place: "55133",
  phone: "262-542-3828",
  sms: "",
  tty: "",
  url: "",
  hours_en: "",
  hours_es: "",
  verified_on: "2026-11-20",
};
const read = (changes: Partial<Record<keyof typeof whole, string>>) =>
  readHotline(new Map(Object.entries({ ...whole, ...changes })), "2026-11-23");

it("is read when it can be reached", () => {
  expect(read({})).toEqual({
    ok: true,
    hotline: {
      place: "55133",
      name: { en: "The Center" },
      phone: "+12625423828",
      phoneShown: "262-542-3828",
      sms: null,
      tty: null,
      url: null,
      hours: null,
      verifiedOn: "2026-11-20",
    },
  });
  expect(read({ phone: "", sms: "BEFREE (233733)", place: "" })).toMatchObject({
    ok: true,
    hotline: { place: null, phone: null, phoneShown: null, sms: "BEFREE (233733)" },
  });
});

test.each([
  [{ name_en: "" }, { name_en: "missing" }],
  [{ name_es: "x".repeat(121) }, { name_es: "tooLong" }],
  [{ phone: "" }, { phone: "reach" }],
  [{ phone: "call us" }, { phone: "phone" }],
  [{ phone: "888-373" }, { phone: "phone" }],
  [{ sms: "BEFREE" }, { sms: "sms" }],
  [{ tty: "no" }, { tty: "phone" }],
  [{ url: "example" }, { url: "link" }],
  [{ place: "US-XX" }, { place: "place" }],
  [{ verified_on: "" }, { verified_on: "missing" }],
  [{ verified_on: "2026-13-01" }, { verified_on: "day" }],
  [{ verified_on: "2026-11-24" }, { verified_on: "future" }],
])("%j is refused", (changes, problems) => {
  expect(read(changes)).toEqual({ ok: false, problems });
});

test.each([
  ["888-373-7888", "+18883737888"],
  ["1 (888) 373-7888", "+18883737888"],
  ["(262) 542.3828", "+12625423828"],
  ["+52 55 5533 5533", "+525555335533"],
  ["988", "988"],
  ["711", "711"],
  ["0800 111", null],
  ["12", null],
  ["+12", null],
  ["888-FREE", null],
  ["123456789012345678901234567890", null],
])("%s is dialled as %s", (shown, expected) => {
  expect(dialled(shown)).toBe(expected);
});

test.each([
  ["BEFREE (233733)", "233733"],
  ["233733", "233733"],
  ["+1 608 555 0100", "+16085550100"],
  ["BEFREE", null],
  ["(233733)", null],
])("%s is texted to as %s", (sms, expected) => {
  expect(textedTo(sms)).toBe(expected);
});

test.each([
  [null, "KE", true],
  ["US", "US-WI", true],
  ["US", "55133", true],
  ["US", "KE", false],
  ["US-WI", "55133", true],
  ["US-WI", "US-IL", false],
  ["55133", "55133", true],
  ["55133", "55079", false],
  ["55133", "US-WI", false],
])("a hotline for %s serves %s: %s", (hotline, place, expected) => {
  expect(serves(hotline, place)).toBe(expected);
});

test.each([
  ["2026-05-27", false],
  ["2026-05-26", true],
  ["2026-11-23", false],
])("verified on %s it is stale: %s", (verifiedOn, expected) => {
  expect(isStale(verifiedOn, "2026-11-23")).toBe(expected);
});

test("ours keep our own rules", () => {
  for (const { name, place, phoneShown, sms, tty, verifiedOn } of OUR_HOTLINES) {
    const typed = { name_en: name.en, place, phone: phoneShown, sms, tty, verified_on: verifiedOn };
    const form = new Map(Object.entries(typed).map(([field, value]) => [field, value ?? ""]));
    expect(readHotline(form, verifiedOn)).toMatchObject({ ok: true });
  }
});
