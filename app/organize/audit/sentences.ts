import type { AuditEvent } from "#lib/audit/queries.ts";
import type { Facts } from "#lib/audit/record.ts";
import { isSwitch } from "#lib/switches/list.ts";
import { type Locale, texts, words } from "#lib/words.ts";

type Names = Map<string, string>;

/** What was done, in one sentence: "Olivia switched off: Signing". */
export function sentenceOf(
  locale: Locale,
  { organizerId, action, subject }: Pick<AuditEvent, "organizerId" | "action" | "subject">,
  names: Names,
): string {
  const t = words(locale, "audit");
  const who = organizerId ? (names.get(organizerId) ?? t("unknown")) : t("commandLine");
  const key = `actions.${action}`;
  const facts = { who, what: subjectName(locale, subject, names), action };
  // An action without words of its own (of a later version, say) is still told.
  return t.has(key as never) ? t(key as "actions.switch.off", facts) : t("actions.other", facts);
}

/** What it was done to, by the name that people know it by. */
export function subjectName(locale: Locale, subject: string, names: Names): string {
  const [noun, ...rest] = subject.split(":");
  const id = rest.join(":");
  if (noun === "switch" && isSwitch(id)) return words(locale, "switches")(`names.${id}`);
  return names.get(id) ?? subject;
}

export type FactRow = { label: string; before: string; after: string };

/** What changed, a fact a row: those that are the same before and after are left out. */
export function factRows(locale: Locale, before: Facts | null, after: Facts | null, names: Names): FactRow[] {
  const t = words(locale, "audit");
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const value = (facts: Facts | null, key: string) => valueText(locale, facts?.[key], names);
  return keys
    .map((key) => ({
      label: t.has(`facts.${key}` as never) ? t(`facts.${key}` as "facts.state") : key,
      before: value(before, key),
      after: value(after, key),
    }))
    .filter((row) => row.before !== row.after);
}

function valueText(locale: Locale, value: unknown, names: Names): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map((one) => valueText(locale, one, names)).join(", ");
  if (typeof value === "object") return JSON.stringify(value);
  const text = String(value);
  const known: Record<string, string> = texts(locale, "audit").values;
  return names.get(text) ?? known[text] ?? text;
}

/** The actions that have words, by noun, for choosing from. */
export function knownActions(locale: Locale): { noun: string; label: string; actions: string[] }[] {
  const { actions, nouns } = texts(locale, "audit");
  return Object.entries(nouns).map(([noun, label]) => ({
    noun,
    label,
    actions: Object.keys((actions as Record<string, object | string>)[noun] ?? {}).map(
      (verb) => `${noun}.${verb}`,
    ),
  }));
}
