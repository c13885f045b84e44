import { describe, expect, it } from "vitest";
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
    ["a".repeat(100), "a".repeat(100)],
    ["𖬌".repeat(100), "𖬌".repeat(100)],
  ])("%j", (raw, name) => expect(checkName(raw)).toEqual({ ok: true, name }));
});

describe("names that do not", () => {
  it.each([
    ["", "empty"],
    [" \t\n ", "empty"],
    ["\u200B\uFEFF", "empty"],
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
    ["Sam\0Smith", "control"],
    ["Sam\u0007", "control"],
    ["Sam\u202Ehtims", "control"],
    ["\u2066Sam\u2069", "control"],
    ["Sam\u009F", "control"],
    ["Sam\uE000", "control"],
    ["Sam\uD800", "control"],
    [`S${"\u0336".repeat(5)}am`, "control"],
    ["12345", "noLetter"],
    ["🙂", "noLetter"],
    ["...", "noLetter"],
    ["' '", "noLetter"],
  ])("%j: %s", (raw, code) => expect(checkName(raw)).toEqual({ ok: false, code }));
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
    ["Smith, Sam", "smith sam"],
    ["राम", "राम"],
    ["علی\u200Cرضا", "علیرضا"],
    ["Đức", "đuc"],
  ])("%j is %j", (name, normal) => expect(normalisedName(name)).toBe(normal));

  it("is its own normal form", () => {
    for (const name of ["José-María O’Neil", "Ἀχιλλεύς", "राम शर्मा", "İsmail Çelik", "각"]) {
      expect(normalisedName(normalisedName(name))).toBe(normalisedName(name));
    }
  });

  it("gives each word once", () => expect(nameWords("Sam  Sam-Smith Ó")).toEqual(["sam", "smith", "o"]));
});
