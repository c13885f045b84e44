import { z } from "zod";
import { placedOf } from "#lib/places/rules.ts";

/** What can be taken out as a file. */
export const EXPORTS = ["pledges", "totals", "history", "audit"] as const;
export type ExportKind = (typeof EXPORTS)[number];

export const STATES = ["counted", "waiting", "held", "withdrawn", "invalidated", "erased"] as const;
export const EVIDENCE = ["email", "paper", "witnessed"] as const;
/** What of a person goes out: his name and address, his name, or neither. */
export const PERSONAL = ["none", "name", "contact"] as const;

/** In characters. Shorter ones are tried through by a graphics card. */
export const SHORTEST_PASSPHRASE = 12;
const LONGEST_PASSPHRASE = 200;

/** A choice of the form that may be left open. */
const optional = <Value extends string>(isOne: (value: string) => value is Value) =>
  z
    .string()
    .optional()
    .transform((value) => value || undefined)
    .refine((value) => value === undefined || isOne(value))
    .transform((value) => value as Value | undefined);
const among =
  <Value extends string>(list: readonly Value[]) =>
  (value: string): value is Value =>
    list.includes(value as Value);
const isPlaceCode = (code: string): code is string => placedOf(code) !== null;

const filter = z.object({
  state: optional(among(STATES)),
  place: optional(isPlaceCode),
  evidence: optional(among(EVIDENCE)),
  /** Only those who want to hear from the campaign. */
  news: z
    .string()
    .optional()
    .transform((value) => value === "on"),
  personal: z.enum(PERSONAL).default("none"),
});
export type PledgeFilter = z.output<typeof filter>;

/** The form of the page. */
export const exportSchema = z.object({
  what: z.enum(EXPORTS),
  campaign: z.string().regex(/^[a-z0-9-]{1,64}$/),
  year: z.coerce.number().int().min(1900).max(9999),
  ...filter.shape,
});
export type ExportInput = z.output<typeof exportSchema>;

export type PassphraseProblem = "short" | "long" | "signs" | "different";

/**
 * Why a passphrase is refused; null where it is good, or none was wanted. Only what every keyboard has: programs do not agree on
 * how other letters are turned into bytes, and the archive would open for nobody.
 */
export function passphraseProblem(passphrase: string, again: string): PassphraseProblem | null {
  if (passphrase === "" && again === "") return null;
  if (!/^[\x20-\x7e]*$/.test(passphrase)) return "signs";
  if (passphrase.length < SHORTEST_PASSPHRASE) return "short";
  if (passphrase.length > LONGEST_PASSPHRASE) return "long";
  return passphrase === again ? null : "different";
}
