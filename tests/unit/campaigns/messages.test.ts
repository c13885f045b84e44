import { expect, it } from "vitest";
import { OWN_WORD_KEYS, OWN_WORDS, withLink, wordProblem } from "#lib/campaigns/messages.ts";
import { LOCALES, texts } from "#lib/words.ts";

it.each([
  ["share.friends", "I signed. Will you?", null],
  ["share.friends", "I signed: {link}. Will you?", null],
  ["share.friends", "I signed: {url}", "braces"],
  ["share.friends", "See https://elsewhere.example", "address"],
  ["share.friends", "See www.elsewhere.example", "address"],
  ["share.friends", "a".repeat(241), "too_long"],
  ["share.friends", "👍".repeat(240), null],
  ["thanks", "Thank you.", null],
  ["thanks", "Thank you {link}", "braces"],
  ["thanks", "a".repeat(201), "too_long"],
] as const)("%s as %j: %j", (key, text, problem) => expect(wordProblem(key, text)).toBe(problem));

it.each([
  ["Will you sign?", "Will you sign? https://x/s/1"],
  ["Here: {link} – will you?", "Here: https://x/s/1 – will you?"],
])("puts the link into %j", (text, sent) => expect(withLink(text, "https://x/s/1")).toBe(sent));

it("has room for what we say ourselves", () => {
  for (const locale of LOCALES) {
    const { message, coworkers, neighbors } = texts(locale, "share");
    const ours = {
      "share.friends": message,
      "share.coworkers": coworkers,
      "share.neighbors": neighbors,
      thanks: texts(locale, "welcome").thanks,
    };
    for (const key of OWN_WORD_KEYS) expect(ours[key].length).toBeLessThanOrEqual(OWN_WORDS[key]);
  }
});
