import { OWN_WORD_KEYS, OWN_WORDS, type OwnWordKey, wordProblem } from "#lib/campaigns/messages.ts";
import type { Form } from "#lib/http.ts";
import { LOCALES, type Locale, words } from "#lib/words.ts";
import type { EditField } from "../editing/edited.ts";
import { lengthOf, line } from "./read-field.ts";
import type { Fields } from "./section.ts";

export type OwnWord = { key: OwnWordKey; lang: Locale; text: string };

/** Every word that may be said otherwise, in every language, with the name of its field: `share_friends_en`. */
export const WORD_FIELDS = OWN_WORD_KEYS.flatMap((key) =>
  LOCALES.map((lang) => ({ key, lang, name: `${key.replace(".", "_")}_${lang}` })),
);

/** Reads the form of own words. An empty field is no word of one's own: ours is said. */
export function readWords(
  form: Form,
  locale: Locale,
): { ok: true; ownWords: OwnWord[] } | { ok: false; problems: Fields } {
  const t = words(locale, "look");
  const problems: Fields = {};
  const ownWords = WORD_FIELDS.flatMap(({ key, lang, name }) => {
    const text = line(form, name);
    if (text === "") return [];
    const problem = wordProblem(key, text);
    if (problem === "too_long")
      problems[name] = t("problem.tooLong", { limit: OWN_WORDS[key], length: lengthOf(text) });
    else if (problem) problems[name] = t(`problem.${problem}`);
    return [{ key, lang, text }];
  });
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, ownWords };
}

export function wordFields(ownWords: readonly { key: string; lang: string; text: string }[]): Fields {
  return Object.fromEntries(
    WORD_FIELDS.map(({ key, lang, name }) => [
      name,
      ownWords.find((word) => word.key === key && word.lang === lang)?.text ?? "",
    ]),
  );
}

export function wordEditFields(locale: Locale): EditField[] {
  const t = words(locale, "look");
  return WORD_FIELDS.map(({ key, lang, name }) => ({
    name,
    label: t(`inLanguage.${lang}`, { word: t(`words.${key.replace(".", "_") as "thanks"}`) }),
    lang,
    isLong: true,
  }));
}

/** What we say ourselves, as the field shows it. */
export function ourWord(key: OwnWordKey, lang: Locale): string {
  if (key === "thanks") return words(lang, "welcome")("thanks");
  const ours = {
    "share.friends": "message",
    "share.coworkers": "coworkers",
    "share.neighbors": "neighbors",
  } as const;
  return words(lang, "share")(ours[key], { url: "{link}" });
}
