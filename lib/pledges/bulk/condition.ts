import { domainToASCII } from "node:url";
import { z } from "zod";
import { localTime, momentIn } from "#lib/campaigns/moments.ts";
import { networkOf } from "#lib/networks.ts";
import { placedOf } from "#lib/places/rules.ts";

/** The states of a pledge that is not invalidated: nothing else can be meant. */
export const STATES = ["waiting", "counted", "held", "withdrawn"] as const;
const EVIDENCE = ["email", "witnessed", "paper"] as const;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const CODE = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * Which pledges of an edition are meant: those that every part of it meets. Columns that stand in clear alone, so that the
 * database finds them; nothing personal.
 */
export const conditionSchema = z
  .object({
    /** `example.com`, or with stars for anything: `*.example.com`, `mail*.example`. */
    domain: z.string().optional(),
    /** A /24 or /48, as CIDR. */
    prefix: z.string().optional(),
    /** Submitted from then on, and before then: ISO 8601, UTC. */
    from: z.iso.datetime().optional(),
    until: z.iso.datetime().optional(),
    /** A code: `KE`, `US-WI`, `55079`. */
    place: z.string().optional(),
    stance: z.enum(["man", "supporter"]).optional(),
    state: z.enum(STATES).optional(),
    evidence: z.enum(EVIDENCE).optional(),
    team: z.string().optional(),
    event: z.string().optional(),
    /** The code of a share link. */
    share: z.string().optional(),
    import: z.string().optional(),
    lang: z.enum(["en", "es"]).optional(),
    minor: z.enum(["yes", "no"]).optional(),
  })
  .strict();
export type Condition = z.infer<typeof conditionSchema>;
export type ConditionField = keyof Condition;
export const CONDITION_FIELDS = Object.keys(conditionSchema.shape) as ConditionField[];

/** Those that pick somebody out; the rest only narrow down, and alone would mean nearly everybody. */
const PICKS: ConditionField[] = ["domain", "prefix", "from", "place", "team", "event", "share", "import"];

export type ReadCondition =
  | { ok: true; condition: Condition }
  /** `wrong` are the fields that could not be read; without any, nothing was asked for that picks somebody out. */
  | { ok: false; condition: Condition; wrong: ConditionField[] };

/** A condition as a form or an address has it; times are those of the clocks of `timeZone`. */
export function readCondition(typed: (name: string) => string | undefined, timeZone: string): ReadCondition {
  const condition: Partial<Record<ConditionField, string>> = {};
  const wrong: ConditionField[] = [];
  for (const field of CONDITION_FIELDS) {
    const text = typed(field)?.trim() ?? "";
    if (text === "") continue;
    const read = readField(field, text, timeZone);
    const parsed = conditionSchema.shape[field].safeParse(read ?? Number.NaN);
    if (parsed.success) condition[field] = parsed.data as string;
    else wrong.push(field);
  }
  const found = condition as Condition;
  if (found.from && found.until && found.until <= found.from) wrong.push("until");
  const picks = PICKS.some((field) => found[field] !== undefined);
  return wrong.length === 0 && picks
    ? { ok: true, condition: found }
    : { ok: false, condition: found, wrong };
}

/** A condition as a form shows it again. */
export function writeCondition(
  condition: Condition,
  timeZone: string,
): Partial<Record<ConditionField, string>> {
  const { from, until, ...rest } = condition;
  return {
    ...rest,
    ...(from && { from: localTime(new Date(from), timeZone) }),
    ...(until && { until: localTime(new Date(until), timeZone) }),
  };
}

function readField(field: ConditionField, text: string, timeZone: string): string | null {
  switch (field) {
    case "domain":
      return readDomain(text);
    case "prefix":
      return networkOf(text.replace(/\/(24|48)$/, ""), 24, 48);
    case "from":
      return momentIn(text, timeZone)?.toISOString() ?? null;
    case "until":
      return readEnd(text, timeZone)?.toISOString() ?? null;
    case "place":
      return placedOf(text.toUpperCase()) ? text.toUpperCase() : null;
    case "team":
    case "event":
    case "share":
      return CODE.test(text) ? text : null;
    case "import":
      return UUID.test(text) ? text : null;
    default:
      return text;
  }
}

/** A day is meant to its end. */
function readEnd(text: string, timeZone: string): Date | null {
  const moment = momentIn(text, timeZone, { endOfDay: true });
  return moment && !text.includes("T") ? new Date(moment.getTime() + 1_000) : moment;
}

/** With or without what stands before the @. Of a pattern at least three signs must be given: one star would mean everybody. */
function readDomain(text: string): string | null {
  const domain = text.slice(text.lastIndexOf("@") + 1).toLowerCase();
  if (!domain.includes("*")) return domain.includes(".") ? domainToASCII(domain) || null : null;
  return /^[a-z0-9.*-]{4,253}$/.test(domain) && domain.replaceAll(/[*.]/g, "").length >= 3 ? domain : null;
}
