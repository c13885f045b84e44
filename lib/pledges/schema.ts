import { z } from "zod";
import { isCountry } from "#lib/places/lists.ts";
import { asPlaced, type PlaceError, placeErrors } from "#lib/places/rules.ts";
import { localeOr } from "#lib/words.ts";
import { type AgeGroup, ageGroup, type BirthYearError, checkBirthYear } from "./age-rules.ts";
import { type AddressError, canonicalAddress } from "./canonical-address.ts";
import { checkName, type NameError } from "./name-rules.ts";

/** The fields that can be wrong, in the order of the form. */
export const FIELDS = [
  "birth_year",
  "name",
  "email",
  "country",
  "region",
  "county",
  "stance",
  "agree",
] as const;
export type FieldName = (typeof FIELDS)[number];
export type ErrorCode = NameError | AddressError | BirthYearError | PlaceError["code"] | "required";
/** Its words are `formErrors.FIELD.CODE`. */
export type FieldError = { field: FieldName; code: ErrorCode };

type Refusal = { ok: false; young: boolean; errors: FieldError[] };
/** The moment, and the edition's IANA time zone that its years are reckoned in. */
type When = { now: Date; timeZone: string };

const text = z.string().default("");
const ticked = text.transform((value) => value === "on");
const code = text.transform((value) => (/^[A-Za-z0-9_-]{1,64}$/.test(value) ? value : null));

const name = text.transform((value, ctx) => {
  const checked = checkName(value);
  return checked.ok ? checked.name : refuse(ctx, checked.code);
});

const email = text.transform((value, ctx) => {
  const address = canonicalAddress(value);
  if (!address.ok) return refuse(ctx, address.code);
  return { typed: address.typed, canonical: address.canonical, domain: address.domain };
});

const stance = text.transform((value, ctx) =>
  value === "man" || value === "supporter" ? value : refuse(ctx, "choose"),
);

/** What does not say that a name may be shown leaves it hidden. */
const display = text.transform((value) => (value === "full" || value === "initial" ? value : "hidden"));

/** A version that cannot be read is 0, which no text has: the form is shown again as for one long replaced. */
const textVersion = text.transform((value) => {
  if (value === "") return null;
  return /^[1-9]\d{0,8}$/.test(value) ? Number(value) : 0;
});

/** Country, region and county are judged together; what does not apply is null. */
const place = z.object({ country: text, region: text, county: text }).transform((posted, ctx) => {
  const placed = asPlaced(posted.country, posted.region, posted.county);
  for (const { field, code } of placeErrors(placed)) {
    ctx.addIssue({ code: "custom", message: code, path: [field], input: posted });
  }
  return placed;
});

const birth = z
  .object({ birth_year: text, when: z.custom<When>() })
  .transform(({ birth_year, when }, ctx) => {
    const year = checkBirthYear(birth_year, when.now, when.timeZone);
    if (year.ok) return { birthYear: year.birthYear };
    ctx.addIssue({ code: "custom", message: year.code, path: ["birth_year"], input: birth_year });
    return z.NEVER;
  });

const person = z.object({
  name,
  email,
  stance,
  display,
  news: ticked,
  renew: ticked,
  agree: text.transform((value, ctx) => (value === "on" ? true : refuse(ctx, "required"))),
});

const context = z
  .object({
    text: textVersion,
    lang: text.transform(localeOr),
    share: code,
    team: code,
    event: code,
  })
  .transform(({ text: version, ...rest }) => ({ ...rest, textVersion: version }));

/**
 * The sign form, as a browser posts it, and `when`. Every field is optional to the parser so that each says what it lacks,
 * and all of them at once.
 */
export const signSchema = z.intersection(z.intersection(birth, place), z.intersection(person, context));

/** What the owner of a mailbox may change on the page that shows him the pledge before he confirms it. */
export const correctionSchema = z.intersection(
  place,
  z.object({ name, stance, display, news: ticked, renew: ticked }),
);

export type SignInput = z.output<typeof signSchema> & { minor: boolean };
export type Correction = z.output<typeof correctionSchema>;

/**
 * Reads a posted sign form. Age is judged before anything else: who is too young gets `young` and not one error, so that
 * nothing needs to be kept to show the form again. Without a country that we know, the lower bound of the United
 * States holds; with one its own, and the place is judged again once it is mended.
 */
export function parseSign(
  form: ReadonlyMap<string, string>,
  when: When,
): { ok: true; input: SignInput } | Refusal {
  const year = checkBirthYear(form.get("birth_year") ?? "", when.now, when.timeZone);
  const group = year.ok ? groupOf(form, year.birthYear, when) : "adult";
  if (group === "tooYoung") return { ok: false, young: true, errors: [] };

  const parsed = signSchema.safeParse({ ...Object.fromEntries(form), when });
  if (!parsed.success) return { ok: false, young: false, errors: fieldErrors(parsed.error) };
  const minor = group === "minor";
  return { ok: true, input: { ...forMinor(parsed.data, minor), minor } };
}

/**
 * Reads the corrections of the confirm page. `minor` is what he was on signing and stays. Moving to a country where he is too
 * young gives `young`: the pledge is not to be confirmed.
 */
export function parseCorrection(
  form: ReadonlyMap<string, string>,
  { birthYear, minor, ...when }: When & { birthYear: number; minor: boolean },
): { ok: true; input: Correction } | Refusal {
  if (groupOf(form, birthYear, when) === "tooYoung") return { ok: false, young: true, errors: [] };
  const parsed = correctionSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { ok: false, young: false, errors: fieldErrors(parsed.error) };
  return { ok: true, input: forMinor(parsed.data, minor) };
}

function groupOf(form: ReadonlyMap<string, string>, birthYear: number, { now, timeZone }: When): AgeGroup {
  const { country } = asPlaced(form.get("country") ?? "", form.get("region") ?? "", "");
  return ageGroup(birthYear, isCountry(country) ? country : "", now, timeZone);
}

/** Minors are counted, never named, and get no news. */
function forMinor<T extends { display: string; news: boolean }>(input: T, minor: boolean): T {
  return minor ? { ...input, display: "hidden", news: false } : input;
}

/** The first error of each field, in the order of the form. */
function fieldErrors(error: z.ZodError): FieldError[] {
  return FIELDS.flatMap((field) => {
    const issue = error.issues.find(({ path }) => path[0] === field);
    return issue ? [{ field, code: issue.message as ErrorCode }] : [];
  });
}

function refuse(ctx: z.RefinementCtx, reason: ErrorCode): never {
  ctx.addIssue({ code: "custom", message: reason });
  return z.NEVER;
}
