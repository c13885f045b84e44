import { afterEach, describe, expect, it, vi } from "vitest";
import { checkName, nameWords, normalisedName } from "#lib/pledges/name-rules.ts";

describe("names that pass", () => {
  it.each([
    ["Sam Smith", "Sam Smith"],
    ["  Sam \t Smith\n", "Sam Smith"],
    ["X", "X"],
    ["J.R. Smith", "J.R. Smith"],
    ["J.R.Smith", "J.R.Smith"],
    ["Wm.Jones", "Wm.Jones"],
    ["St. John", "St. John"],
    ["T.Ly", "T.Ly"],
    ["Thomas Co", "Thomas Co"],
    ["O'Neil Jr.", "O'Neil Jr."],
    ["Sam Smith, Sr.", "Sam Smith, Sr."],
    ["D’Angelo Jean-Luc", "D’Angelo Jean-Luc"],
    ["María José Ñuñez", "María José Ñuñez"],
    ["Jose\u0301", "José"],
    ["محمد بن سلمان", "محمد بن سلمان"],
    ["\u200Fمحمد\u200F", "محمد"],
    ["علی\u200Cرضا", "علی\u200Cرضا"],
    ["Vaj Txoov Xyooj", "Vaj Txoov Xyooj"],
    ["𖬌𖬣𖬵", "𖬌𖬣𖬵"],
    ["राम शर्मा", "राम शर्मा"],
    ["Nguyễn Văn Đức", "Nguyễn Văn Đức"],
    ["山田太郎", "山田太郎"],
    ["Sam 🙂", "Sam 🙂"],
    ["Ken 👨‍👦", "Ken 👨‍👦"],
    ["Sam Smith III", "Sam Smith III"],
    ["Sam (Buck) Smith", "Sam (Buck) Smith"],
    ["Sam\u200B Smith", "Sam Smith"],
    // What is invisible falls away.
    ["Sam\u00AD\u2060\u034F Smith", "Sam Smith"],
    ["Sam\u3164", "Sam"],
    ["\u115F\u1160Sam\uFFA0", "Sam"],
    ["Sam\u{E0041}\u{E007F}", "Sam"],
    ["Sam\u2800\u2800Smith\u2800", "Sam Smith"],
    ["Jose\u034F\u0301", "José"],
    // Joiners and selectors stay where they do their work.
    ["\u200DSam\u200C \u200DSmith\uFE0F\u200D", "Sam Smith"],
    ["Sa\u200D\u200Dm", "Sam"],
    ["ක්\u200Dෂේම", "ක්\u200Dෂේම"],
    ["രാജന്\u200D", "രാജന്\u200D"],
    ["Sam ❤\uFE0F", "Sam ❤\uFE0F"],
    ["Ken 👨🏽\u200D🦱", "Ken 👨🏽\u200D🦱"],
    ["Ken 🏴\u200D☠\uFE0F", "Ken 🏴\u200D☠\uFE0F"],
    ["Ken ❤\uFE0F\u200D🔥", "Ken ❤\uFE0F\u200D🔥"],
    ["Sam ©\uFE0F\uFE0F", "Sam ©\uFE0F"],
    ["김철수", "김철수"],
    ["Sam -Smith", "Sam -Smith"],
    [`Sam${" ".repeat(1_997)}`, "Sam"],
    ["a".repeat(100), "a".repeat(100)],
    ["𖬌".repeat(100), "𖬌".repeat(100)],
  ])("%j", (raw, name) => expect(checkName(raw)).toEqual({ ok: true, name }));
});

describe("names that do not", () => {
  it.each([
    ["", "empty"],
    [" \t\n ", "empty"],
    ["\u200B\uFEFF", "empty"],
    ["\u3164", "empty"],
    ["\u115F\u1160", "empty"],
    ["\uFFA0\uFFA0", "empty"],
    ["\u{E0041}\u{E0042}", "empty"],
    ["\u034F", "empty"],
    ["\u2800", "empty"],
    ["\u200C\u200D\uFE0F", "empty"],
    ["\u17B4\u180B\u{E0100}", "empty"],
    ["a".repeat(101), "tooLong"],
    ["é".repeat(101), "tooLong"],
    ["a".repeat(20000), "tooLong"],
    ["http://example.org", "url"],
    ["Sam HTTPS://x", "url"],
    ["ftp://x Sam", "url"],
    ["www.example", "url"],
    ["Sam example.com", "url"],
    ["Sam EXAMPLE.COM", "url"],
    ["bit.ly/abc", "url"],
    ["bit.ly", "url"],
    ["x.com", "url"],
    ["t.co/abc", "url"],
    ["Sam foo.party/x", "url"],
    ["sam@example.org", "url"],
    ["ｈｔｔｐ：／／example", "url"],
    ["Sam ｅｘａｍｐｌｅ．ｃｏｍ", "url"],
    ["Sam example。com", "url"],
    ["t.example.me", "url"],
    ["=1+1", "leading"],
    ["  =cmd", "leading"],
    ["+Sam", "leading"],
    ["-Sam", "leading"],
    ["@sam", "leading"],
    ["＝Sam", "leading"],
    ["\u200B=Sam", "leading"],
    ["\u200D@x", "leading"],
    ["\u200C\uFE0F=x", "leading"],
    ["\u3164-Sam", "leading"],
    ["\u2800+Sam", "leading"],
    ["\u2212Sam", "leading"],
    ["\u207BSam", "leading"],
    ["＋Sam", "leading"],
    ["－Sam", "leading"],
    ["＠Sam", "leading"],
    ["\uFE63Sam", "leading"],
    ["\uFE62Sam", "leading"],
    ["\uFE66Sam", "leading"],
    ["\uFE6BSam", "leading"],
    ["\u0301Sam", "leading"],
    ["\u200D\u0301", "leading"],
    ["\u20E3", "leading"],
    ["Sam w\u200Dww.example", "url"],
    ["Sam example.c\u200Com", "url"],
    ["Sam ://x", "url"],
    ["Sam\0Smith", "control"],
    ["Sam\u0007", "control"],
    ["Sam\u202Ehtims", "control"],
    ["\u2066Sam\u2069", "control"],
    ["Sam\u009F", "control"],
    ["Sam\uE000", "control"],
    ["Sam\uD800", "control"],
    ["Sam\uFFF9Smith\uFFFB", "control"],
    [`S${"\u0336".repeat(5)}am`, "control"],
    [`S${"\u0336\u200D".repeat(5)}am`, "control"],
    ["12345", "noLetter"],
    ["🙂", "noLetter"],
    ["...", "noLetter"],
    ["' '", "noLetter"],
    ["1\uFE0F\u20E3", "noLetter"],
    ["❤\uFE0F\u200D🔥", "noLetter"],
    ["\u3164.", "noLetter"],
  ])("%j: %s", (raw, code) => expect(checkName(raw)).toEqual({ ok: false, code }));
});

describe("what is posted by the kilobyte", () => {
  afterEach(() => void vi.restoreAllMocks());

  it.each([
    ["spaces inside", `x${" ".repeat(15_900)}x`],
    ["nothing visible", "\u3164".repeat(16_000)],
    ["what could begin an address", "a.".repeat(8_000)],
    ["what NFKC makes longer", "\uFDFA".repeat(16_000)],
    ["marks", "\u0301".repeat(16_000)],
    ["one unit too many", `Sam${" ".repeat(1_998)}`],
  ])("is not looked at: %s", (_, raw) => {
    const replace = vi.spyOn(String.prototype, "replace");
    const normalize = vi.spyOn(String.prototype, "normalize");
    const test = vi.spyOn(RegExp.prototype, "test");
    const checked = checkName(raw);
    const looks = replace.mock.calls.length + normalize.mock.calls.length + test.mock.calls.length;
    vi.restoreAllMocks();
    expect(checked).toEqual({ ok: false, code: "tooLong" });
    expect(looks).toBe(0);
  });
});

describe("the normal form finds the same man again", () => {
  it.each([
    ["Sam Smith", "sam smith"],
    ["SAM  SMITH", "sam smith"],
    ["José Núñez", "jose nunez"],
    ["Jose\u0301 Nu\u0301n\u0303ez", "jose nunez"],
    ["O’Neil", "oneil"],
    ["O'Neil", "oneil"],
    ["Jean-Luc", "jean luc"],
    ["Jean‐Luc", "jean luc"],
    ["J.R. Smith", "jr smith"],
    ["Straße", "strasse"],
    ["ΟΔΥΣΣΕΥΣ", "οδυσσευς"],
    ["Οδυσσεύσ", "οδυσσευς"],
    ["Ｓａｍ", "sam"],
    ["Sam 🙂", "sam"],
    ["Sam ❤\uFE0F", "sam"],
    ["Sam\u3164 \u{E0041}Smith", "sam smith"],
    ["രാജന്\u200D", "രാജന്"],
    ["Smith, Sam", "smith sam"],
    ["राम", "राम"],
    ["علی\u200Cرضا", "علیرضا"],
    ["Đức", "đuc"],
  ])("%j is %j", (name, normal) => expect(normalisedName(name)).toBe(normal));

  it("is its own normal form", () => {
    for (const name of ["José-María O’Neil", "Ἀχιλλεύς", "राम शर्मा", "İsmail Çelik", "각", "ᄀ=ᅡ"]) {
      expect(normalisedName(normalisedName(name))).toBe(normalisedName(name));
    }
  });

  it("gives each word once", () => expect(nameWords("Sam  Sam-Smith Ó")).toEqual(["sam", "smith", "o"]));
});
