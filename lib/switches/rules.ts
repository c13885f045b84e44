import { LOCALES, type Locale } from "#lib/words.ts";
import { positionOf, type SwitchName } from "./list.ts";

/** What visitors read meanwhile, in the organizers' own words; a language without any has ours. */
export type HoldingText = Partial<Record<Locale, string>>;
export type Position = { off: boolean; message: HoldingText | null };

/** Characters: three or four sentences. */
export const HOLDING_LIMIT = 500;

export type TextRefusal = { reason: "long" | "address"; lang: Locale };

/**
 * A holding text as it was typed, one paragraph a language, or what is wrong with it. A mail address is refused: harvesters
 * read the page, and the audit log, which keeps every text, takes none.
 */
export function readHoldingText(
  typed: Partial<Record<Locale, string | undefined>>,
): { ok: true; text: HoldingText | null } | ({ ok: false } & TextRefusal) {
  const text: HoldingText = {};
  for (const lang of LOCALES) {
    const words = (typed[lang] ?? "")
      .normalize("NFC")
      .replace(/[\s\p{Cc}]+/gu, " ")
      .trim();
    if ([...words].length > HOLDING_LIMIT) return { ok: false, reason: "long", lang };
    if (words.includes("@")) return { ok: false, reason: "address", lang };
    if (words) text[lang] = words;
  }
  return { ok: true, text: Object.keys(text).length > 0 ? text : null };
}

export type SwitchDeed = "switch.off" | "switch.on" | "switch.text";

/** What a change is in the audit log; null where nothing changes. */
export function deedOf(name: SwitchName, before: Position, after: Position): SwitchDeed | null {
  if (before.off !== after.off) return `switch.${positionOf(name, after.off)}`;
  return LOCALES.some((lang) => before.message?.[lang] !== after.message?.[lang]) ? "switch.text" : null;
}

/** A position as the audit log keeps it: public words and `on` or `off`. */
export function factsOf(name: SwitchName, { off, message }: Position): Record<string, string> {
  const texts = LOCALES.flatMap((lang) => (message?.[lang] ? [[`text_${lang}`, message[lang]]] : []));
  return { state: positionOf(name, off), ...Object.fromEntries(texts) };
}
